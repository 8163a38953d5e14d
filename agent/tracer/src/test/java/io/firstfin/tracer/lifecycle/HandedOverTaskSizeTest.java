package io.firstfin.tracer.lifecycle;

import io.firstfin.tracer.base.BoundedTable;
import io.firstfin.tracer.base.EntrySize;
import io.firstfin.tracer.http.LibraryConnections;
import io.firstfin.tracer.sink.ARecording;
import io.firstfin.tracer.sink.Sink.Level;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of a task that one thread hands over to another one. */
class HandedOverTaskSizeTest {

    @Test
    void is_what_its_table_says() {
        ARecording recording = new ARecording();
        recording.turn(Level.ON);
        EntrySize.assertHolds(BoundedTable.HANDED_OVER_TASKS, () -> {
            HandOvers handOvers = new HandOvers(
                    new CallSiteSampler(recording.sinks()),
                    new LibraryConnections(null, null, recording.sinks(), holder -> null));
            List<Object> alive = new ArrayList<>();
            return number -> {
                Object task = new Object();
                alive.add(task);
                handOvers.handOver(true, task);
            };
        });
    }
}
