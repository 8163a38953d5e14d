package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * What is told in the end of each connection of a victim that has both of its ends: the last
 * KernelState, or the Close where there is none. The words on the two ends must be of one truth.
 */
final class LastWords {
    /** Which word the other end must have. */
    private static final Map<String, String> MIRRORED = Map.of("LOCAL", "REMOTE", "REMOTE", "LOCAL", "BOTH", "BOTH");
    /**
     * Of a hundred closes. The traffic ends its connections by FINs without data under way; each has a
     * moment in which the kernel shows who was first, but a port may be taken again before it.
     */
    private static final int UNKNOWN_PERCENT = 5;

    private final Map<List<Object>, List<RecordedEvent>> byEnds = new HashMap<>();
    private int closes;
    private int unknown;
    private int supposed;

    private LastWords() {}

    static LastWords read(Path recording) throws IOException {
        List<RecordedEvent> events = new ArrayList<>(RecordingFile.readAllEvents(recording));
        events.sort(Comparator.comparing(RecordedEvent::getEndTime));
        Map<String, RecordedEvent> settled = new HashMap<>();
        List<RecordedEvent> closed = new ArrayList<>();
        for (RecordedEvent event : events) {
            String type = event.getEventType().getName();
            if (type.equals("firstfin.KernelState")) {
                settled.put(event.getString("connection"), event);
            } else if (type.equals("firstfin.Close")
                    && !event.getString("trigger").equals("EXIT")) {
                closed.add(event);
            }
        }
        LastWords words = new LastWords();
        for (RecordedEvent close : closed) {
            words.add(close, settled.getOrDefault(close.getString("connection"), close));
        }
        return words;
    }

    private void add(RecordedEvent close, RecordedEvent last) {
        closes++;
        unknown += last.getString("closedFirst").equals("UNKNOWN") ? 1 : 0;
        supposed += isSupposed(last) ? 1 : 0;
        byEnds.computeIfAbsent(ends(close), any -> new ArrayList<>()).add(last);
    }

    private static boolean isSupposed(RecordedEvent last) {
        return "SUPPOSED".equals(last.getString("proof"));
    }

    /** Of a 4-tuple that was used once in the recording, so that the two ends are of one connection. */
    void areThoseOfBothEnds() {
        byEnds.forEach((ends, words) -> {
            List<RecordedEvent> others =
                    byEnds.getOrDefault(List.of(ends.get(2), ends.get(3), ends.get(0), ends.get(1)), List.of());
            if (words.size() == 1 && others.size() == 1) {
                agree(words.get(0), others.get(0));
            }
        });
        assertThat(unknown * 100).as("closedFirst UNKNOWN: " + this).isLessThanOrEqualTo(closes * UNKNOWN_PERCENT);
    }

    private static void agree(RecordedEvent here, RecordedEvent there) {
        String word = here.getString("closedFirst");
        String other = there.getString("closedFirst");
        boolean unproven = isSupposed(here) || isSupposed(there);
        if (!unproven && !word.equals("UNKNOWN") && !other.equals("UNKNOWN")) {
            assertThat(other).as("closed first: " + here + there).isEqualTo(MIRRORED.get(word));
        }
    }

    private static List<Object> ends(RecordedEvent close) {
        return List.of(
                String.valueOf(close.getString("localAddress")),
                close.getInt("localPort"),
                String.valueOf(close.getString("remoteAddress")),
                close.getInt("remotePort"));
    }

    @Override
    public String toString() {
        return closes + " last words: closedFirst UNKNOWN " + unknown + ", SUPPOSED " + supposed;
    }
}
