package io.firstfin.tracer.ports;

import io.firstfin.kernel.EndpointBits;
import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketCursor;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;

/**
 * The traced connections of one moment by their ends. A row of the kernel's table is looked up by numbers, since most
 * rows are of none. Three quarters of the slots are used at most: some 16 to 32 bytes for each connection.
 */
final class TracedConnections {

    private static final int FIRST_SLOTS = 16;

    private int[] hashes = new int[FIRST_SLOTS];
    private Endpoints[] ends = new Endpoints[FIRST_SLOTS];
    private Connection[] connections = new Connection[FIRST_SLOTS];
    private int size;

    /** Adds those of the table whose ends are known. */
    void addAll(ConnectionTable table) {
        table.forEach(connection -> {
            Endpoints located = connection.endpoints();
            if (located != null && located.local() != null) {
                put(located, connection);
            }
        });
    }

    /** Null for none. */
    Connection get(SocketCursor socket) {
        int hash = fold(socket.endpointsHash());
        int slot = hash & hashes.length - 1;
        while (ends[slot] != null && !(hashes[slot] == hash && socket.isOf(ends[slot]))) {
            slot = slot + 1 & hashes.length - 1;
        }
        return connections[slot];
    }

    /** Null for none. */
    Connection get(Endpoints key) {
        return connections[slot(fold(EndpointBits.hash(key)), key)];
    }

    /** In place of an earlier one with the same ends. */
    private void put(Endpoints key, Connection connection) {
        if (4 * (size + 1) > 3 * hashes.length) {
            grow();
        }
        put(fold(EndpointBits.hash(key)), key, connection);
    }

    private void put(int hash, Endpoints key, Connection connection) {
        int slot = slot(hash, key);
        size += ends[slot] == null ? 1 : 0;
        hashes[slot] = hash;
        ends[slot] = key;
        connections[slot] = connection;
    }

    private int slot(int hash, Endpoints key) {
        int slot = hash & hashes.length - 1;
        while (ends[slot] != null && !(hashes[slot] == hash && ends[slot].equals(key))) {
            slot = slot + 1 & hashes.length - 1;
        }
        return slot;
    }

    private void grow() {
        int[] oldHashes = hashes;
        Endpoints[] oldEnds = ends;
        Connection[] oldConnections = connections;
        hashes = new int[2 * oldHashes.length];
        ends = new Endpoints[hashes.length];
        connections = new Connection[hashes.length];
        size = 0;
        for (int old = 0; old < oldHashes.length; old++) {
            if (oldEnds[old] != null) {
                put(oldHashes[old], oldEnds[old], oldConnections[old]);
            }
        }
    }

    private static int fold(long hash) {
        return (int) (hash ^ hash >>> Integer.SIZE);
    }
}
