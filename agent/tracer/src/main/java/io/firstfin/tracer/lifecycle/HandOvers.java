package io.firstfin.tracer.lifecycle;

import io.firstfin.tracer.base.WeakIdentityMap;
import io.firstfin.tracer.connection.AskedFor;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.SampledSite;
import io.firstfin.tracer.http.LibraryConnections;

/**
 * Carries the call site that asked for a connection or a close from the thread that asked to the thread that acts. Sites
 * are sampled, so that a task that leads to no connection costs some ten nanoseconds. Of a task, weakly, and of a thread
 * only text is kept: nothing of the application or of FirstFin stays alive for it.
 */
final class HandOvers {

    /** Tasks that wait are collected with their library's queues; more than that are not remembered. */
    private static final int MOST_TASKS = 10_000;

    private static final String NOTHING = "";

    private final CallSiteSampler callSites;
    private final LibraryConnections libraries;
    private final WeakIdentityMap<Object, String> tasks = new WeakIdentityMap<>();
    private final ThreadLocal<String> current = new ThreadLocal<>();

    HandOvers(CallSiteSampler callSites, LibraryConnections libraries) {
        this.callSites = callSites;
        this.libraries = libraries;
    }

    void handOver(Object task) {
        String asked = current.get();
        if (asked == null) {
            SampledSite site = callSites.handedOver();
            asked = site == null || site.line() == null ? null : site.weight() + " " + site.line();
        }
        if (asked != null && tasks.values().size() < MOST_TASKS) {
            tasks.put(task, asked);
        }
    }

    Object takeOver(Object task) {
        String asked = tasks.isEmpty() ? null : tasks.get(task);
        if (asked == null) {
            return null;
        }
        tasks.remove(task);
        String outer = current.get();
        current.set(asked);
        return outer == null ? NOTHING : outer;
    }

    void endTask(Object outer) {
        if (outer.equals(NOTHING)) {
            current.remove();
        } else {
            current.set((String) outer);
        }
    }

    void closeHandedOver(Object holder) {
        Connection connection = libraries.find(holder);
        if (connection != null && connection.closeAskedFor() == null) {
            callSites.closeHandedOver(connection);
        }
    }

    /** This thread makes the connection's socket, or connects it. */
    void acts(Connection connection) {
        String asked = current.get();
        if (asked != null) {
            int blank = asked.indexOf(' ');
            connection.openAskedFor(AskedFor.handedOver(
                    new SampledSite(asked.substring(blank + 1), Integer.parseInt(asked, 0, blank, 10))));
        }
    }
}
