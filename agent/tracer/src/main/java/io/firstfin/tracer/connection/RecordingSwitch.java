package io.firstfin.tracer.connection;

/**
 * Whether any recording wants our events: one volatile read on application threads. Event classes
 * must not be touched while it is off: the first of them would start JFR in a JVM that never asked.
 */
public final class RecordingSwitch {

    private volatile boolean on;

    public boolean isOn() {
        return on;
    }

    public void turn(boolean next) {
        on = next;
    }
}
