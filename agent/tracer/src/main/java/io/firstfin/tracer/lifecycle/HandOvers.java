package io.firstfin.tracer.lifecycle;

import io.firstfin.tracer.base.BoundedTable;
import io.firstfin.tracer.base.WeakIdentityMap;
import io.firstfin.tracer.connection.AskedFor;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.SampledSite;
import io.firstfin.tracer.http.LibraryConnections;

/**
 * Carries the call site that asked for a connection or a close from the thread that asked to the thread that acts. Sites
 * are sampled, so that a task that leads to no connection costs a count and a look at the clock. Of a task, weakly, and of
 * a thread only text is kept: nothing of the application or of FirstFin stays alive for it.
 */
final class HandOvers {

    /** Tasks that wait are collected with their library's queues; more than that are not remembered. */
    private static final int MOST_TASKS = BoundedTable.HANDED_OVER_TASKS.most();

    private static final String NOTHING = "";

    /** In place of a weight and a site. */
    private static final String NOT_PICKED = "-";

    private final CallSiteSampler callSites;
    private final LibraryConnections libraries;
    private final WeakIdentityMap<Object, String> tasks = new WeakIdentityMap<>();
    private final ThreadLocal<String> current = new ThreadLocal<>();

    HandOvers(CallSiteSampler callSites, LibraryConnections libraries) {
        this.callSites = callSites;
        this.libraries = libraries;
    }

    /**
     * This thread hands a task over. Of a request only what was picked is remembered; of a connect also that it was not,
     * so that it is not picked a second time.
     */
    void handOver(boolean opens, Object task) {
        if (!callSites.isWanted()) {
            return;
        }
        String asked = current.get();
        if (asked == null) {
            SampledSite site = callSites.handedOver();
            asked = site == null ? opens ? NOT_PICKED : null : text(site);
        }
        if (asked != null && tasks.get(task) == null && tasks.size() < MOST_TASKS) {
            tasks.put(task, System.identityHashCode(Thread.currentThread()) + " " + asked);
        }
    }

    private static String text(SampledSite site) {
        return site.line() == null ? null : site.weight() + " " + site.line();
    }

    /** Null for a task that is not known, and on the thread that handed it over: its own stack says who asked. */
    Object takeOver(Object task) {
        String known = tasks.isEmpty() ? null : tasks.get(task);
        if (known == null) {
            return null;
        }
        tasks.remove(task);
        int blank = known.indexOf(' ');
        if (Integer.parseInt(known, 0, blank, 10) == System.identityHashCode(Thread.currentThread())) {
            return null;
        }
        String outer = current.get();
        current.set(known.substring(blank + 1));
        return outer == null ? NOTHING : outer;
    }

    void endTask(Object outer) {
        if (outer.equals(NOTHING)) {
            current.remove();
        } else {
            current.set((String) outer);
        }
    }

    /** How many tasks wait. */
    int size() {
        return tasks.size();
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
            connection.openAskedFor(AskedFor.handedOver(asked.equals(NOT_PICKED) ? null : site(asked)));
        }
    }

    private static SampledSite site(String text) {
        int blank = text.indexOf(' ');
        return new SampledSite(text.substring(blank + 1), Integer.parseInt(text, 0, blank, 10));
    }
}
