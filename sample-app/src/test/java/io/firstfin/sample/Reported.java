package io.firstfin.sample;

import io.firstfin.sample.support.Stage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;

/**
 * What FirstFin reported in one event of a connection. For a Close, {@code settled} is the last
 * KernelState of that connection: with it the verdict stands; null when there is none.
 */
public record Reported(RecordedEvent event, RecordedEvent settled) {
    private static final Set<String> SETTLED = Set.of("closedFirst", "proof", "ending", "resetBy");

    String type() {
        return event.getEventType().getName().replace("firstfin.", "");
    }

    String connection() {
        return event.getString("connection");
    }

    String local() {
        return endpoint("localAddress", "localPort");
    }

    String remote() {
        return endpoint("remoteAddress", "remotePort");
    }

    /** A field as a scenario writes it; for a Close, as the verdict stands after settling. */
    public String value(String name) {
        if (name.equals("timeWait")) {
            return settled == null ? "never reported" : settled.getString(name);
        }
        if (SETTLED.contains(name) && settled != null) {
            return String.valueOf(settled.getString(name));
        }
        if (name.equals("lifetime")) {
            return event.getLong(name) == Long.MIN_VALUE ? "unknown" : "known";
        }
        return String.valueOf((Object) event.getValue(name));
    }

    /** Whether the agent said what its word is worth; where it did not, it stands for its word. */
    boolean isProofReported() {
        return !value("proof").equals("null");
    }

    boolean isSupposed() {
        return value("proof").equals("SUPPOSED");
    }

    private String endpoint(String address, String port) {
        if (!event.hasField(address)) {
            return null;
        }
        try {
            String text = event.getString(address);
            return text == null
                    ? null
                    : Stage.text(new InetSocketAddress(InetAddress.getByName(text), event.getInt(port)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return event.toString().replaceAll("\\s+", " ")
                + (settled == null
                        ? ", never settled"
                        : ", settled by " + settled.toString().replaceAll("\\s+", " "));
    }
}
