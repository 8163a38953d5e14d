package io.firstfin.sample.chaos;

import io.firstfin.kernel.Endpoints;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import jdk.jfr.consumer.RecordedEvent;

/** What FirstFin reported of one endpoint: its Close, and the last KernelState. */
final class ReportedEnd {
    private final RecordedEvent close;
    private RecordedEvent kernelState;
    private int kernelStates;

    ReportedEnd(RecordedEvent close) {
        this.close = close;
    }

    void settle(RecordedEvent state) {
        kernelStates++;
        if (kernelState == null || !state.getEndTime().isBefore(kernelState.getEndTime())) {
            kernelState = state;
        }
    }

    boolean settled() {
        return kernelState != null;
    }

    /** Null where the agent did not know the addresses. */
    Endpoints endpoints() {
        try {
            String local = close.getString("localAddress");
            String remote = close.getString("remoteAddress");
            return local == null || remote == null
                    ? null
                    : new Endpoints(
                            InetAddress.getByName(local), close.getInt("localPort"),
                            InetAddress.getByName(remote), close.getInt("remotePort"));
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** When the connection was opened, as far as the Close says; else when it was closed. */
    Instant openedAt() {
        long lifetime = close.getLong("lifetime");
        return lifetime == Long.MIN_VALUE
                ? close.getStartTime()
                : close.getStartTime().minusNanos(lifetime);
    }

    String closedFirst() {
        return last("closedFirst");
    }

    /** PROVEN, SUPPOSED or NONE. */
    String proof() {
        return last("proof");
    }

    String ending() {
        return last("ending");
    }

    String resetBy() {
        return last("resetBy");
    }

    /** UNKNOWN without a KernelState. */
    String timeWait() {
        return kernelState == null ? "UNKNOWN" : kernelState.getString("timeWait");
    }

    private String last(String field) {
        RecordedEvent event = kernelState == null ? close : kernelState;
        return event.hasField(field) ? event.getString(field) : null;
    }

    @Override
    public String toString() {
        String text = "Close " + endpoints() + " "
                + fields(
                        close,
                        "connection",
                        "role",
                        "api",
                        "closedFirst",
                        "proof",
                        "ending",
                        "resetBy",
                        "trigger",
                        "kernelState",
                        "soLinger",
                        "unreadBytes",
                        "evidence");
        return kernelState == null
                ? text + "\n      no KernelState"
                : text + "\n      KernelState ("
                        + kernelStates + ". and last) "
                        + fields(
                                kernelState,
                                "state",
                                "source",
                                "closedFirst",
                                "proof",
                                "ending",
                                "resetBy",
                                "timeWait",
                                "agrees",
                                "evidence");
    }

    private static String fields(RecordedEvent event, String... names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            if (event.hasField(name)) {
                text.append(name)
                        .append('=')
                        .append(event.<Object>getValue(name))
                        .append(' ');
            }
        }
        return text.toString().strip();
    }
}
