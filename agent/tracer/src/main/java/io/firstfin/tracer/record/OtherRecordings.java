package io.firstfin.tracer.record;

import java.util.List;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/** Whether recordings run beside one of ours: JFR gives each the events that any asked for. */
final class OtherRecordings implements FlightRecorderListener, AutoCloseable {

    private final long ours;
    private volatile boolean ran;

    private OtherRecordings(long ours) {
        this.ours = ours;
    }

    static OtherRecordings than(Recording ours) {
        OtherRecordings others = new OtherRecordings(ours.getId());
        FlightRecorder.addListener(others);
        List<Recording> all = FlightRecorder.getFlightRecorder().getRecordings();
        all.forEach(others::recordingStateChanged);
        return others;
    }

    boolean ran() {
        return ran;
    }

    @Override
    public void recordingStateChanged(Recording recording) {
        ran |= recording.getId() != ours && recording.getState() == RecordingState.RUNNING;
    }

    @Override
    public void close() {
        FlightRecorder.removeListener(this);
    }
}
