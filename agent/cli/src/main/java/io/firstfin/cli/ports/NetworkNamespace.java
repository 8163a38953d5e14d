package io.firstfin.cli.ports;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A thread inside the network namespace of another process. The kernel shows the settings below
 * {@code /proc/sys/net} and answers sock_diag for the namespace of the thread that asks, so this thread
 * sees there what the process sees. The rest of this JVM stays where it is.
 */
final class NetworkNamespace implements AutoCloseable {
    private static final int CLONE_NEWNET = 0x40000000; // include/uapi/linux/sched.h
    private static final int O_RDONLY_CLOEXEC = 0x80000; // include/uapi/asm-generic/fcntl.h
    private static final int EPERM = 1;

    private final ExecutorService thread;

    private NetworkNamespace(ExecutorService thread) {
        this.thread = thread;
    }

    /**
     * Enters it.
     *
     * @param link such as {@code /proc/4711/ns/net}
     * @throws IOException saying in a few words why it cannot be entered
     */
    static NetworkNamespace enter(Path link) throws IOException {
        NetworkNamespace namespace = new NetworkNamespace(Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "firstfin-namespace");
            thread.setDaemon(true);
            return thread;
        }));
        try {
            namespace.inside(() -> {
                setns(link.toString());
                return null;
            });
            return namespace;
        } catch (IOException e) {
            namespace.close();
            throw e;
        }
    }

    /** Does something on the thread inside, and waits for it. */
    <T> T inside(Callable<T> work) throws IOException {
        try {
            return thread.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static void setns(String link) throws IOException {
        try {
            int fd = call("open", link, O_RDONLY_CLOEXEC);
            try {
                call("setns", fd, CLONE_NEWNET);
            } finally {
                call("close", fd);
            }
        } catch (LastErrorException e) {
            throw new IOException(
                    e.getErrorCode() == EPERM
                            ? "it takes root to enter its network namespace"
                            : "setns failed with error " + e.getErrorCode(),
                    e);
        } catch (LinkageError e) {
            // JNA has no library for this platform, or no folder to unpack it to
            throw new IOException("native calls cannot be made: " + e.getMessage(), e);
        }
    }

    private static int call(String function, Object... arguments) {
        int result = Function.getFunction("c", function).invokeInt(arguments);
        if (result < 0) {
            throw new LastErrorException(Native.getLastError());
        }
        return result;
    }
}
