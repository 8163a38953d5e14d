package io.firstfin.tracer.control;

import io.firstfin.tracer.record.AlwaysOnRecording;
import io.firstfin.tracer.record.RecordingOrder;
import io.firstfin.tracer.record.RecordingSession;
import java.io.IOException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/**
 * The recordings that are ours: the one that command lines can order of a JVM, from its start to its
 * end, and the one that the agent may start with the JVM.
 */
final class Recordings {

    private static final long SETTLE_MILLIS = 2_000;

    /** While the disk fills up there is little time; JFR ends the JVM once it is full. */
    private static final long SETTLE_IN_TROUBLE_MILLIS = 250;

    private final Tracing tracing;
    private final Runnable leave;
    private RecordingSession session;
    private String abandoned;
    private AlwaysOnRecording alwaysOn;

    /** @param leave detaches this JVM */
    Recordings(Tracing tracing, Runnable leave) {
        this.tracing = tracing;
        this.leave = leave;
    }

    synchronized boolean running() {
        return session != null && session.running();
    }

    /** Whether one is running, or waits to be fetched. */
    synchronized boolean ordered() {
        return session != null;
    }

    /** Other recordings of this JVM that want our events; by what names them. */
    synchronized List<String> wantedByOthers() {
        return tracing.wantedBy(session);
    }

    /**
     * Starts the recording that goes on from the start of the JVM.
     *
     * @param options as the user wrote them
     */
    synchronized void startAlwaysOn(String options) throws IOException, ParseException {
        if (alwaysOnRuns()) {
            throw new IllegalStateException(
                    "it records already, as another -javaagent said: write record in one of them");
        }
        alwaysOn = AlwaysOnRecording.start(options, line -> System.err.println("FirstFin " + line), tracing.errors());
    }

    /** Whether it still goes on. */
    synchronized boolean alwaysOnRuns() {
        return alwaysOn != null && alwaysOn.running();
    }

    /** It in words; empty when there is none. */
    synchronized String alwaysOnDescription() {
        return alwaysOnRuns() ? alwaysOn.description() : "";
    }

    /** Ends it, for a tracing that is about to end; JFR writes it to its file, if it has one. */
    synchronized void endAlwaysOn() {
        if (alwaysOn != null) {
            alwaysOn.close();
            alwaysOn = null;
        }
    }

    synchronized void start(Map<String, String> command) throws IOException, ParseException {
        if (session != null) {
            throw new IllegalStateException("somebody records it already: wait until that record has ended");
        }
        RecordingOrder order = RecordingOrder.of(command);
        boolean attachedForIt = Boolean.parseBoolean(command.get("detachAfter"));
        tracing.openKernel();
        session = RecordingSession.start(
                order, this::endEarly, () -> abandon(order.id(), attachedForIt), tracing.errors());
    }

    /** Returns whether other recordings ran meanwhile, whose events are in it then. */
    synchronized boolean stop(Map<String, String> command) throws IOException {
        if (!isOrdered(command.getOrDefault("recording", ""))) {
            throw new IllegalStateException("that recording has ended already");
        }
        finish(SETTLE_MILLIS);
        session.write();
        boolean shared = session.shared();
        forget();
        return shared;
    }

    /**
     * The JVM ends: leaves what was recorded so far to the command line, which reads it when the JVM
     * is gone. The last closes are settled already.
     */
    synchronized void exit() throws IOException {
        if (session != null && !session.abandoned()) {
            session.stop();
            session.write();
            forget();
        }
    }

    /** Forgets what is recorded; nothing to do where that recording has ended already. */
    synchronized void cancel(Map<String, String> command) {
        if (isOrdered(command.getOrDefault("recording", ""))) {
            forget();
        }
    }

    /** Forgets what is recorded, and says so to the command line that waits for it. */
    synchronized void cancel(String reason) {
        if (session != null) {
            session.lost(reason);
            forget();
        }
    }

    private synchronized boolean isOrdered(String id) {
        return session != null && session.id().equals(id);
    }

    /** Called by the guard, which must not hold our lock when it leaves: that takes others. */
    private void abandon(String id, boolean attachedForIt) {
        synchronized (this) {
            if (isOrdered(id)) {
                abandoned = id;
                try {
                    session.removeOutput();
                } finally {
                    forget();
                }
            } else if (!id.equals(abandoned)) {
                return;
            }
        }
        if (attachedForIt) {
            leave.run();
        }
    }

    private void forget() {
        session.close();
        session = null;
    }

    private synchronized void endEarly(String reason) {
        if (session != null) {
            finish(SETTLE_IN_TROUBLE_MILLIS);
            session.endedEarly(reason);
        }
    }

    /** In this order every close that was reported is settled. */
    private void finish(long settleMillis) {
        if (session.running()) {
            tracing.endWindow(session);
            tracing.settle(settleMillis);
            session.stop();
        }
    }
}
