package io.firstfin.tracer.ports;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.tcpinfo.TcpInfo;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.connection.HttpState;
import io.firstfin.tracer.reason.HttpUsage;
import io.firstfin.tracer.sink.OpenHttp;
import io.firstfin.verdict.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Counts the open connections of HTTP clients by destination: how many requests they carried, how many pools they
 * belong to, and how many hold a response that has arrived and that nobody reads.
 */
final class OpenHttpClients {

    private static final int MOST_DESTINATIONS = 4_096;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long SECOND_MILLIS = 1_000;

    /** No head of a response is shorter: {@code HTTP/1.1 200 OK} with a Content-Length and the ends of lines. */
    private static final int SHORTEST_HEAD = 38;

    private final ConnectionTable table;
    private final IntFunction<TcpInfo> kernel;

    /** @param kernel reads {@code tcp_info} of a descriptor whole; gives null where no native call can be made */
    OpenHttpClients(ConnectionTable table, IntFunction<TcpInfo> kernel) {
        this.table = table;
        this.kernel = kernel;
    }

    /** @param now {@code System.nanoTime()} */
    Map<BudgetKey, OpenHttp> count(long now) {
        Map<BudgetKey, Tally> tallies = new HashMap<>();
        table.forEach(connection -> {
            HttpState http = connection.http();
            Endpoints ends = connection.endpoints();
            boolean counts = http != null && http.pool() != 0 && ends != null && isInUse(connection);
            Tally tally = counts ? tally(tallies, BudgetKey.client(ends)) : null;
            if (tally != null) {
                tally.add(
                        http,
                        holdsUnread(connection, http, now) ? now - http.usage().answeredNanos() : 0);
            }
        });
        Map<BudgetKey, OpenHttp> counted = new HashMap<>();
        tallies.forEach((key, tally) -> counted.put(key, tally.counts()));
        return counted;
    }

    private static boolean isInUse(Connection connection) {
        HttpUsage use = connection.httpUsage();
        return connection.isOpen()
                && connection.role() == Role.CLIENT
                && use != null
                && use.client() != null
                && use.exchanges() > 0;
    }

    private static Tally tally(Map<BudgetKey, Tally> tallies, BudgetKey key) {
        Tally known = tallies.get(key);
        if (known == null && tallies.size() < MOST_DESTINATIONS) {
            known = new Tally();
            tallies.put(key, known);
        }
        return known;
    }

    /**
     * A response that still arrives may be read as it comes, however long that takes. So the kernel must show that
     * nothing came for a second, and that all of it has arrived, or that some of it waits to be read.
     */
    private boolean holdsUnread(Connection connection, HttpState http, long now) {
        HttpUsage use = http.usage();
        if (!http.holdsResponse() || now - use.answeredNanos() < SECOND_NANOS) {
            return false;
        }
        TcpInfo info = kernel.apply(connection.number());
        return info != null
                && info.lastDataRecv() >= SECOND_MILLIS
                && (hasArrived(use, info) || connection.unreadBytesNow() > 0)
                && table.at(connection.number()) == connection
                && connection.isOpen()
                && http.holdsResponse();
    }

    private static boolean hasArrived(HttpUsage use, TcpInfo info) {
        return use.bodyBytes() >= 0 && info.bytesReceived() >= use.bodyBytes() + (long) SHORTEST_HEAD * use.exchanges();
    }

    /** The counts of one destination. */
    private static final class Tally {

        private final Map<String, Integer> clients = new HashMap<>();
        private final Set<Integer> pools = new HashSet<>();
        private int connections;
        private long requests;
        private int unread;
        private long unreadNanos;

        /** @param nanos since the response came that nobody reads; 0 for none */
        void add(HttpState http, long nanos) {
            connections++;
            requests += http.usage().exchanges();
            pools.add(http.pool());
            clients.merge(http.usage().client(), 1, Integer::sum);
            unread += nanos > 0 ? 1 : 0;
            unreadNanos = Math.max(unreadNanos, nanos);
        }

        OpenHttp counts() {
            String most = clients.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse(null);
            return new OpenHttp(most, connections, requests, pools.size(), unread, unreadNanos);
        }
    }
}
