package io.firstfin.sample.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import jdk.jfr.consumer.EventStream;
import jdk.jfr.consumer.RecordedEvent;

/**
 * Every open and every close in a recording, by the number of its connection; read event by event, with a few
 * bits for each connection.
 */
final class OpensAndCloses {
    private final BitSet opened = new BitSet();
    private final BitSet closed = new BitSet();
    private long opens;
    private long closes;
    private long unknown;
    private long kernelStates;
    private long lostBytes;
    private Instant lastStatus = Instant.MIN;
    private long dropped = -1;
    private long suppressedErrors = -1;
    private long unsettled = -1;
    private String lastError;
    private Throwable failure;

    private OpensAndCloses() {}

    static OpensAndCloses read(Path file) throws IOException {
        OpensAndCloses read = new OpensAndCloses();
        try (EventStream stream = EventStream.openFile(file)) {
            stream.setReuse(true);
            stream.setOrdered(false);
            stream.onEvent("firstfin.Connect", event -> {
                if (event.getString("failureKind") == null) {
                    read.open(event);
                }
            });
            stream.onEvent("firstfin.Accept", read::open);
            stream.onEvent("firstfin.Close", read::close);
            stream.onEvent("firstfin.KernelState", event -> read.kernelStates++);
            stream.onEvent("firstfin.AgentStatus", read::status);
            stream.onEvent("jdk.DataLoss", event -> read.lostBytes += event.getLong("amount"));
            // otherwise the stream prints what is thrown above, and goes on
            stream.onError(e -> read.failure = e);
            stream.start();
        }
        if (read.failure != null) {
            throw new AssertionError("cannot read " + file, read.failure);
        }
        return read;
    }

    private void open(RecordedEvent event) {
        opens++;
        opened.set(number(event));
    }

    private void close(RecordedEvent event) {
        closes++;
        closed.set(number(event));
        if (event.getString("closedFirst").equals("UNKNOWN")) {
            unknown++;
        }
    }

    private void status(RecordedEvent event) {
        if (event.getStartTime().isAfter(lastStatus)) {
            lastStatus = event.getStartTime();
            dropped = event.getLong("dropped");
            suppressedErrors = event.getLong("suppressedErrors");
            unsettled = event.getLong("unsettled");
            lastError = event.getString("lastError");
        }
    }

    private static int number(RecordedEvent event) {
        return Integer.parseInt(event.getString("connection").substring("c-".length()));
    }

    long opens() {
        return opens;
    }

    /** Differs from {@link #opens} where a connection was opened twice. */
    long openedConnections() {
        return opened.cardinality();
    }

    long closes() {
        return closes;
    }

    long closedConnections() {
        return closed.cardinality();
    }

    /** Connections that have one of the two without the other. */
    BitSet unpaired() {
        BitSet unpaired = (BitSet) opened.clone();
        unpaired.xor(closed);
        return unpaired;
    }

    /** Closes without a verdict when they were reported. */
    long unknown() {
        return unknown;
    }

    long kernelStates() {
        return kernelStates;
    }

    /** What JFR itself threw away, for want of room in its buffers. */
    long lostBytes() {
        return lostBytes;
    }

    /** Of the last AgentStatus, as are the next ones; -1 where there is none. */
    long dropped() {
        return dropped;
    }

    long suppressedErrors() {
        return suppressedErrors;
    }

    long unsettled() {
        return unsettled;
    }

    String lastError() {
        return lastError;
    }
}
