package io.firstfin.tracer.sink;

import io.firstfin.tracer.connection.Connection;
import jdk.jfr.Event;

/**
 * Takes what was found about connections. What a sink does not override it does not want to know.
 *
 * <p>Most methods are called on threads of the application: they take no lock and do not wait. They return the event
 * that the bridge commits on this thread, because JFR takes the stack at the commit; null for none. What a sink
 * throws is counted as an error of FirstFin and keeps nothing from the other sinks.
 */
public interface Sink {

    /** How much is wanted. */
    enum Level {
        OFF,
        /** Verdicts. */
        ON,
        /** All that the kernel shows of each connection, whatever it costs to ask. */
        DETAILED
    }

    /** How much this sink wants now. */
    Level level();

    /** Whether it takes what other sinks want, although it wants nothing itself. */
    default boolean isFollower() {
        return false;
    }

    /** Whether it wants the connections reported that are open when the JVM ends. */
    default boolean wantsExit() {
        return false;
    }

    /** Whether it wants the verdicts of closes as they stand after the kernel was asked. */
    default boolean wantsSettlements() {
        return level() != Level.OFF;
    }

    /** Takes what FirstFin samples from time to time; null while this sink wants no samples. */
    default SampleSink samples() {
        return null;
    }

    /** Whether it wants to know who holds the ports when a call finds none free. Costs reading the whole table. */
    default boolean wantsExhaustions() {
        return false;
    }

    /** Whether it wants to know who holds the port that a connect was bound to and cannot use. */
    default boolean wantsPortsInUse() {
        return false;
    }

    /** A connect begins. Returns the event that {@link #connected} or {@link #connectFailed} ends. */
    default Event connecting() {
        return null;
    }

    /** A connect succeeded. */
    default Event connected(Connection connection) {
        return null;
    }

    /** A connect failed; its attempt holds why. */
    default Event connectFailed(Connection connection) {
        return null;
    }

    /** A connection was accepted. */
    default Event accepted(Connection connection) {
        return null;
    }

    /** A bind begins. Returns the event that {@link #bound} ends. */
    default Event binding() {
        return null;
    }

    /** A bind succeeded or failed. */
    default Event bound(BindResult result) {
        return null;
    }

    /**
     * A socket could not be made or accepted for want of a descriptor.
     *
     * @param port what it would have been accepted on; 0 when not known
     */
    default void outOfDescriptors(boolean accept, int port, String failure) {}

    /** shutdownOutput returned. */
    default Event halfClosed(Connection connection) {
        return null;
    }

    /** A close returned; the connection's closing holds the verdict. */
    default Event closed(Connection connection) {
        return null;
    }

    /** A request was answered. */
    default Event exchanged(ExchangeOfConnection answered) {
        return null;
    }

    /** The call site of a connect or close was sampled, after the report of the act itself. */
    default Event sampled(SampledAct act) {
        return null;
    }

    /** The kernel was asked about a close. Called on a thread of FirstFin; a sink commits its event itself. */
    default void settled(SettledClose close) {}
}
