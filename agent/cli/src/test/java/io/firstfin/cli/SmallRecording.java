package io.firstfin.cli;

import io.firstfin.analysis.Analysis;
import io.firstfin.analysis.input.UnreadableRecordingException;
import io.firstfin.analysis.render.html.HtmlReport;
import io.firstfin.analysis.render.json.JsonReport;
import io.firstfin.analysis.render.text.TextReport;
import io.firstfin.analysis.view.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.Timespan;

/**
 * A small recording as JFR writes it, and the report that the analysis makes of it without the command line.
 * It holds 30 short connections, the last of which ended in a reset. The report finds SHORT_CONNECTIONS and
 * RESET_BY_LINGER, and neither PORTS_EXHAUSTED nor CONNECTION_PER_REQUEST.
 */
public final class SmallRecording {
    public static final int CLOSES = 30;
    private static final byte[] BYTES = make();

    private SmallRecording() {}

    /** As much of the agent's event as the tests need. */
    @Name("firstfin.Close")
    static final class CloseEvent extends Event {
        String connection;
        String role = "CLIENT";
        String remoteAddress = "10.0.0.7";
        int remotePort = 8080;
        String closedFirst = "LOCAL";
        String proof = "PROVEN";
        String ending = "FIN";

        @Timespan(Timespan.NANOSECONDS)
        long lifetime = 1_000_000;
    }

    public static byte[] bytes() {
        return BYTES.clone();
    }

    /** Writes it to a file of this name. */
    public static Path in(Path folder, String name) throws IOException {
        return Files.write(folder.resolve(name), BYTES);
    }

    public static String text(Path recording) {
        return TextReport.render(report(recording));
    }

    public static String json(Path recording) {
        return JsonReport.render(report(recording));
    }

    public static String html(Path recording) {
        return HtmlReport.render(report(recording));
    }

    private static Report report(Path recording) {
        try {
            return Analysis.of(List.of(recording));
        } catch (UnreadableRecordingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a recording of what runs to a file. */
    public static void record(Path file, Runnable run) throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable(CloseEvent.class);
            recording.start();
            run.run();
            recording.dump(file);
        }
    }

    /** Has the close of a connection recorded, with the stack of the caller. */
    public static void close(String connection, String ending) {
        CloseEvent close = new CloseEvent();
        close.connection = connection;
        close.ending = ending;
        close.commit();
    }

    private static byte[] make() {
        try {
            Path file = Files.createTempFile("firstfin-small", ".jfr");
            record(file, SmallRecording::closeAll);
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void closeAll() {
        for (int i = 1; i <= CLOSES; i++) {
            close("c-" + i, i < CLOSES ? "FIN" : "RESET_BY_LINGER");
        }
    }
}
