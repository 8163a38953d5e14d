package io.firstfin.sample;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.FlightRecorder;
import jdk.jfr.RecordingState;

/** Connects to the debugger's port of its own JVM: the other end is native code's, and not traced. */
final class Debugged {
    private static final Pattern PORT = Pattern.compile("dt_socket at address: (\\d+)");

    private Debugged() {}

    /** What is open when the recording begins is taken in as it is, whoever holds it: so after that. */
    public static void main(String[] args) throws Exception {
        while (FlightRecorder.getFlightRecorder().getRecordings().stream()
                .noneMatch(one -> one.getState() == RecordingState.RUNNING)) {
            Thread.sleep(50);
        }
        Thread.sleep(1_000); // which takes in what is open on a thread of its own
        try (Socket debugger = new Socket("127.0.0.1", port())) {
            debugger.getOutputStream().write("JDWP-Handshake".getBytes(StandardCharsets.US_ASCII));
            debugger.getInputStream().read();
            System.in.read();
        }
    }

    /** Where the JVM itself has said it. */
    private static int port() throws IOException {
        Matcher port = PORT.matcher(Files.readString(Path.of("stdout")));
        if (!port.find()) {
            throw new IOException("the JVM does not listen for a debugger");
        }
        return Integer.parseInt(port.group(1));
    }
}
