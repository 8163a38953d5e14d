package io.firstfin.tracer.sink;

import io.firstfin.bootstrap.AcceptEvent;
import io.firstfin.bootstrap.BindEvent;
import io.firstfin.bootstrap.CallSiteEvent;
import io.firstfin.bootstrap.CloseEvent;
import io.firstfin.bootstrap.ConnectEvent;
import io.firstfin.bootstrap.DescriptorExhaustionEvent;
import io.firstfin.bootstrap.HalfCloseEvent;
import io.firstfin.bootstrap.HttpExchangeEvent;
import io.firstfin.bootstrap.KernelStateEvent;
import io.firstfin.bootstrap.PortExhaustionEvent;
import io.firstfin.bootstrap.PortInUseEvent;
import io.firstfin.tracer.sink.Sink.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * Follows JFR: registers FirstFin's events when it starts, and turns the {@link JfrSink} on while a recording wants
 * any of them. Never starts JFR itself: the first event of a cold JVM costs it 70 ms and more.
 */
public final class RecordingWatch implements FlightRecorderListener {

    /** The events that report what the application did. */
    private static final List<Class<? extends Event>> ACTS = List.of(
            ConnectEvent.class,
            AcceptEvent.class,
            BindEvent.class,
            HalfCloseEvent.class,
            CloseEvent.class,
            HttpExchangeEvent.class,
            CallSiteEvent.class);

    /** The others that JFR does not ask for. */
    private static final List<Class<? extends Event>> OTHERS = List.of(
            KernelStateEvent.class, PortExhaustionEvent.class, PortInUseEvent.class, DescriptorExhaustionEvent.class);

    private final Sinks sinks;
    private final JfrSink jfr;
    private final List<Class<? extends Event>> events = new ArrayList<>(ACTS);
    private final PeriodicEvents periodic;
    private volatile boolean registered;

    /** @param sinks contain {@code jfr} */
    public RecordingWatch(Sinks sinks, JfrSink jfr, PeriodicEvents periodic) {
        this.sinks = sinks;
        this.jfr = jfr;
        this.periodic = periodic;
        events.addAll(OTHERS);
        events.addAll(periodic.types());
    }

    public void start() {
        FlightRecorder.addListener(this);
        if (FlightRecorder.isInitialized()) {
            register();
            update();
        }
    }

    public void stop() {
        FlightRecorder.removeListener(this);
        turn(Level.OFF);
        if (registered) {
            try {
                periodic.remove();
            } finally {
                for (Class<? extends Event> event : events) {
                    FlightRecorder.unregister(event);
                }
            }
        }
    }

    @Override
    public void recorderInitialized(FlightRecorder recorder) {
        register();
    }

    @Override
    public void recordingStateChanged(Recording recording) {
        register();
        update();
    }

    /**
     * Lets a recording take no new acts, while it still takes the settlements of those it has; and
     * ends tracing, if no other recording wants it. Tracing first: what is under way is still reported.
     */
    public void endWindow(Recording ours) {
        if (wantedBy(ours, ACTS).isEmpty()) {
            turn(Level.OFF);
            sinks.endWindow();
        }
        Map<String, String> settings = new HashMap<>(ours.getSettings());
        ACTS.forEach(act -> settings.put(enabled(act), "false"));
        ours.setSettings(settings);
    }

    /**
     * The recordings that run and want any event of ours, whoever started them: jcmd, a JVM option,
     * Mission Control, the application.
     *
     * @param ours one to leave out; may be null
     */
    public List<String> wantedBy(Recording ours) {
        return wantedBy(ours, events);
    }

    private static List<String> wantedBy(Recording ours, List<Class<? extends Event>> events) {
        List<String> wanting = new ArrayList<>();
        if (FlightRecorder.isInitialized()) {
            for (Recording recording : FlightRecorder.getFlightRecorder().getRecordings()) {
                boolean other = ours == null || recording.getId() != ours.getId();
                if (other && wantsAny(recording, events)) {
                    wanting.add(recording.getId() + " \"" + recording.getName() + "\"");
                }
            }
        }
        return wanting;
    }

    private static boolean wantsAny(Recording recording, List<Class<? extends Event>> events) {
        Map<String, String> settings = recording.getSettings();
        return recording.getState() == RecordingState.RUNNING
                && events.stream().anyMatch(event -> "true".equals(settings.get(enabled(event))));
    }

    private static String enabled(Class<? extends Event> event) {
        return EventType.getEventType(event).getName() + "#enabled";
    }

    private synchronized void register() {
        if (!registered) {
            registered = true;
            events.forEach(FlightRecorder::register);
            jfr.eventsRegistered();
            periodic.add();
        }
    }

    private void update() {
        boolean wanted = false;
        for (Class<? extends Event> event : events) {
            wanted |= EventType.getEventType(event).isEnabled();
        }
        turn(!wanted ? Level.OFF : stacksWanted() ? Level.DETAILED : Level.ON);
    }

    private void turn(Level level) {
        jfr.turn(level);
        sinks.update();
    }

    /** A template that takes the stack of every close wants everything. */
    private static boolean stacksWanted() {
        for (Recording recording : FlightRecorder.getFlightRecorder().getRecordings()) {
            if (recording.getState() == RecordingState.RUNNING
                    && "true".equals(recording.getSettings().get("firstfin.Close#stackTrace"))) {
                return true;
            }
        }
        return false;
    }
}
