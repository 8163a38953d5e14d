package io.firstfin.tracer.connection;

/**
 * What the running recordings want: one volatile read on application threads. Event classes must not
 * be touched while it is off: the first of them would start JFR in a JVM that never asked.
 */
public final class RecordingSwitch {

    /** How much is wanted. */
    public enum Level {
        OFF,
        /** Verdicts. */
        ON,
        /** All that the kernel tells of each connection, whatever it costs to ask. */
        DETAILED
    }

    private volatile Level level = Level.OFF;

    public boolean isOn() {
        return level != Level.OFF;
    }

    public boolean isDetailed() {
        return level == Level.DETAILED;
    }

    public void turn(Level next) {
        level = next;
    }
}
