package io.firstfin.tracer.sink;

import io.firstfin.tracer.connection.Connection;
import java.util.List;
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

    /** The kernel was asked about a close. Called on a thread of FirstFin. */
    default Event settled(SettledClose close) {
        return null;
    }

    /** The budgets of ports were counted. Called on a thread of FirstFin or JFR. */
    default Event budgets(List<PortBudget> newest) {
        return null;
    }
}
