package io.firstfin.analysis.model;

import java.io.Serializable;

/**
 * The HTTP requests that connections of a group carried.
 *
 * @param connections how many of them are known to carry HTTP
 * @param total their requests
 */
public record Requests(long connections, long total) implements Serializable {

    public static final Requests NONE = new Requests(0, 0);

    public Requests plus(Requests other) {
        return new Requests(connections + other.connections, total + other.total);
    }

    /** Requests of a connection, on average; 0 when none is known. */
    public double average() {
        return connections == 0 ? 0 : (double) total / connections;
    }
}
