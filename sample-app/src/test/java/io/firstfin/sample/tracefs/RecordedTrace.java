package io.firstfin.sample.tracefs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A trace file that a kernel once wrote (Linux 6.18, x86-64). */
final class RecordedTrace {
    private RecordedTrace() {}

    static List<String> lines() throws IOException {
        try (InputStream in = RecordedTrace.class.getResourceAsStream("trace.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        }
    }

    /** The steps of one endpoint of one connection. */
    static List<Transition> steps(int localPort, int remotePort) throws IOException {
        return lines().stream()
                .map(TransitionParser::parse)
                .filter(Objects::nonNull)
                .filter(step -> step.endpoints().localPort() == localPort
                        && step.endpoints().remotePort() == remotePort)
                .toList();
    }
}
