package io.firstfin.tracer.record;

import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * Whether recordings run beside one of ours that ask for events of others: JFR gives each the events
 * that any asked for. One with a template of ours, such as the agent's own from the start, does not.
 */
final class OtherRecordings implements FlightRecorderListener, AutoCloseable {

    private static final String ENABLED = "#enabled";

    /** What our templates ask of the JDK: to tell about the JVM and the recording itself. */
    private static final Set<String> OF_OUR_TEMPLATES = Set.of("jdk.JVMInformation", "jdk.DataLoss");

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
        ran |= recording.getId() != ours
                && recording.getState() == RecordingState.RUNNING
                && recording.getSettings().entrySet().stream().anyMatch(OtherRecordings::enablesOneOfOthers);
    }

    private static boolean enablesOneOfOthers(Map.Entry<String, String> setting) {
        String key = setting.getKey();
        return key.endsWith(ENABLED)
                && setting.getValue().equals("true")
                && !key.startsWith("firstfin.")
                && !OF_OUR_TEMPLATES.contains(key.substring(0, key.length() - ENABLED.length()));
    }

    @Override
    public void close() {
        FlightRecorder.removeListener(this);
    }
}
