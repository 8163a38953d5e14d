package io.firstfin.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Has the kernel record each change of a TCP state, by its tracepoint {@code sock:inet_sock_set_state}, while a process
 * copies the records to a file.
 */
final class KernelTrace implements AutoCloseable {

    private static final Path INSTANCES = Path.of("/sys/kernel/tracing/instances");

    private final Path instance =
            INSTANCES.resolve("firstfin-benchmark-" + ProcessHandle.current().pid());
    private final Path enable = instance.resolve("events/sock/inet_sock_set_state/enable");
    private final Process reader;

    /** @param output is overwritten */
    KernelTrace(Path output) throws IOException {
        Files.createDirectory(instance);
        Files.writeString(enable, "1");
        reader = new ProcessBuilder("cat", instance.resolve("trace_pipe").toString())
                .redirectOutput(output.toFile())
                .start();
    }

    static boolean isPossible() {
        return Files.isWritable(INSTANCES)
                && Files.isDirectory(INSTANCES.resolveSibling("events/sock/inet_sock_set_state"));
    }

    /** The process that copies: its CPU time is part of what tracing costs. */
    long readerPid() {
        return reader.pid();
    }

    @Override
    public void close() throws IOException {
        Files.writeString(enable, "0");
        reader.destroy();
        reader.onExit().join();
        // tracefs removes what is inside
        Files.delete(instance);
    }
}
