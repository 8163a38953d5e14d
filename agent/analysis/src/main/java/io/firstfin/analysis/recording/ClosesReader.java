package io.firstfin.analysis.recording;

import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Close;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Role;
import io.firstfin.analysis.model.Trigger;
import io.firstfin.analysis.recording.Connections.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import jdk.jfr.consumer.RecordedEvent;

/** Reads each close of files and folders, with the kernel's last word on it. */
public final class ClosesReader {

    private final Consumer<Close> closes;
    private boolean anyOfOurs;

    private ClosesReader(Consumer<Close> closes) {
        this.closes = closes;
    }

    /**
     * Reads the closes, each once, in the order of the files, which is not that of time.
     *
     * @throws UnreadableRecordingException one line saying what is wrong and what to do
     */
    public static void read(List<Path> filesOrFolders, Consumer<Close> closes) throws UnreadableRecordingException {
        ClosesReader reader = new ClosesReader(closes);
        List<ChunkedFile> files = RecordingFiles.of(filesOrFolders).files();
        for (JvmFiles jvm : JvmFiles.group(files)) {
            reader.read(jvm);
        }
        if (!reader.anyOfOurs) {
            throw UnreadableRecordingException.noneOfOurs(files);
        }
    }

    private void read(JvmFiles jvm) throws UnreadableRecordingException {
        FirstReading first = FirstReading.of(jvm);
        anyOfOurs |= first.anyOfOurs();
        for (ChunkedFile file : jvm.files()) {
            Events.forEach(file, event -> {
                if (event.getEventType().getName().equals("firstfin.Close")) {
                    close(event, first);
                }
            });
        }
    }

    private void close(RecordedEvent event, FirstReading first) {
        String connection = Fields.text(event, "connection");
        if (!first.connections().firstClose(connection)) {
            return;
        }
        CloseGroup close = ClosedConnection.of(
                        0, event, Destination.unknown(""), first.connections().settled(connection))
                .group();
        closes.accept(new Close(
                event.getEndTime(),
                first.facts().pid(),
                connection,
                Fields.constant(event, "role", Role.UNKNOWN),
                Fields.address(event, "localAddress"),
                Fields.integer(event, "localPort"),
                Fields.address(event, "remoteAddress"),
                Fields.integer(event, "remotePort"),
                close.verdict(),
                close.ending(),
                close.reset(),
                close.trigger(),
                close.why(),
                Fields.span(event, "lifetime"),
                close.requests().connections() == 0 ? -1 : Fields.integer(event, "exchanges"),
                site(event, close.trigger(), first)));
    }

    /** Where the JVM ended, the stack is that of a shutdown hook; where stacks are sampled, there may be one. */
    private static CallSite site(RecordedEvent event, Trigger trigger, FirstReading first) {
        if (trigger == Trigger.EXIT) {
            return CallSite.UNKNOWN;
        }
        CallSite site = first.sites().of(event.getStackTrace());
        return site.isKnown()
                ? site
                : first.connections()
                        .takeSample(Fields.text(event, "connection"))
                        .map(Sample::site)
                        .orElse(site);
    }
}
