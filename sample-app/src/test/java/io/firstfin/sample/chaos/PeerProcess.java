package io.firstfin.sample.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The plain peer, started by the victim, so that both are in one network namespace. */
final class PeerProcess {
    private final Process process;

    private PeerProcess(Process process) {
        this.process = process;
    }

    static PeerProcess start(VictimAddresses addresses, Path plan, String opening, int workers)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), ChaosPeer.class.getName(),
                String.valueOf(addresses.run()), plan.toString(), opening,
                String.valueOf(workers)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); !"READY".equals(line); line = lines.readLine()) {
            if (line == null) {
                throw new IOException("the peer ended");
            }
        }
        return new PeerProcess(process);
    }

    void kill() {
        process.destroyForcibly();
    }
}
