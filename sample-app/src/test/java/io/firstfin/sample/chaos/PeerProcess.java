package io.firstfin.sample.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The plain peer, started by the victim, so that both are in one network namespace. */
final class PeerProcess {
    private final Process process;
    private final BufferedReader lines;

    private PeerProcess(Process process, BufferedReader lines) {
        this.process = process;
        this.lines = lines;
    }

    static PeerProcess start(VictimAddresses addresses, Path plan, String opening, int workers) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ChaosPeer.class.getName(),
                String.valueOf(addresses.run()),
                plan.toString(),
                opening,
                String.valueOf(workers)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); !"READY".equals(line); line = lines.readLine()) {
            if (line == null) {
                throw new IOException("the peer ended");
            }
        }
        return new PeerProcess(process, lines);
    }

    /** Waits until it has written so often to connections that are left open, but not for longer than that. */
    void awaitWritten(long times, long millis) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (times > 0 && System.nanoTime() - deadline < 0) {
            if (!lines.ready()) {
                LockSupport.parkNanos(1_000_000);
            } else if (ChaosPeer.WRITTEN.equals(lines.readLine())) {
                times--;
            }
        }
    }

    void kill() {
        process.destroyForcibly();
    }
}
