package io.firstfin.analysis.engine;

import java.io.Serializable;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The records of a JVM's connections by the number in their name: a hash table of 8 bytes a place. */
final class ConnectionTable implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int FIRST_CAPACITY = 1 << 10;

    private ConnectionRecord[] places = new ConnectionRecord[FIRST_CAPACITY];
    private int size;

    /** The record of a connection; null where there is none. */
    ConnectionRecord get(long key) {
        return places[place(key)];
    }

    /** The record of a connection, made when there is none. */
    ConnectionRecord make(long key) {
        int place = place(key);
        if (places[place] == null) {
            if (size > places.length / 2) {
                resize(places.length * 2);
                place = place(key);
            }
            places[place] = new ConnectionRecord(key);
            size++;
        }
        return places[place];
    }

    int size() {
        return size;
    }

    void forEach(Consumer<ConnectionRecord> action) {
        for (ConnectionRecord one : places) {
            if (one != null) {
                action.accept(one);
            }
        }
    }

    void removeIf(Predicate<ConnectionRecord> which) {
        ConnectionRecord[] all = places;
        places = new ConnectionRecord[all.length];
        size = 0;
        for (ConnectionRecord one : all) {
            if (one != null && !which.test(one)) {
                places[place(one.key)] = one;
                size++;
            }
        }
    }

    /** The number in a name such as c-42, plus 1; a hash of any other name, which is negative. */
    static long key(String connection) {
        if (connection.startsWith("c-") && connection.length() < 20) {
            try {
                return Long.parseLong(connection, 2, connection.length(), 10) + 1;
            } catch (NumberFormatException e) {
                // another scheme of names: hash it
            }
        }
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < connection.length(); i++) {
            hash = (hash ^ connection.charAt(i)) * 0x100000001b3L;
        }
        return hash | Long.MIN_VALUE;
    }

    private int place(long key) {
        int mask = places.length - 1;
        int place = (int) (key * 0x9E3779B97F4A7C15L >>> 33) & mask;
        while (places[place] != null && places[place].key != key) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void resize(int capacity) {
        ConnectionRecord[] all = places;
        places = new ConnectionRecord[capacity];
        for (ConnectionRecord one : all) {
            if (one != null) {
                places[place(one.key)] = one;
            }
        }
    }
}
