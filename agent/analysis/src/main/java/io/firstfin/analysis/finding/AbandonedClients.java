package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenHttp;
import io.firstfin.analysis.model.Requests;
import java.util.List;
import java.util.function.Predicate;

/**
 * Connections that stay open, carried one request each, and belong to a client or pool of their own each: a client was
 * made for each request. Without so many clients they may be a pool that grows.
 */
final class AbandonedClients {

    private final Model model;
    private final List<OpenHttp> all;

    private AbandonedClients(Model model, List<OpenHttp> all) {
        this.model = model;
        this.all = all;
    }

    static AbandonedClients of(Model model) {
        return new AbandonedClients(
                model,
                model.ports().openHttp().stream()
                        .filter(open -> isOneForEach(open)
                                && open.connections() <= model.neverClosed(open.destination()::equals))
                        .toList());
    }

    private static boolean isOneForEach(OpenHttp open) {
        double average = (double) open.requests() / open.connections();
        return open.connections() >= Thresholds.ABANDONED_CLIENTS
                && average >= Thresholds.PER_REQUEST_FEWEST
                && average <= Thresholds.PER_REQUEST_MOST
                && open.pools() >= Thresholds.PER_REQUEST_FEWEST * open.connections();
    }

    List<OpenHttp> all() {
        return all;
    }

    AbandonedClients toward(Predicate<OpenHttp> which) {
        return new AbandonedClients(model, all.stream().filter(which).toList());
    }

    long connections() {
        return all.stream().mapToLong(OpenHttp::connections).sum();
    }

    /** What those carried that are still open: the others are among the closes, since their JVM ended. */
    Requests stillOpen() {
        return all.stream().map(this::stillOpen).reduce(Requests.NONE, Requests::plus);
    }

    Requests stillOpen(OpenHttp open) {
        long connections = Math.max(0, open.connections() - model.endedWithJvm(open.destination()::equals));
        return new Requests(connections, open.requests() * connections / open.connections());
    }

    /** {@code  All of them are open, and each belongs to a client of its own.}, or nothing where there are none. */
    String sentence(long of) {
        long abandoned = connections();
        return abandoned == 0
                ? ""
                : (abandoned == of ? " All" : " " + Figures.count(abandoned))
                        + (stillOpen().connections() > 0
                                ? " of them are open, and each belongs"
                                : " of them were open when the JVM ended, and each belonged")
                        + " to a client of its own"
                        + all.stream()
                                .map(OpenHttp::client)
                                .filter(name -> !name.isEmpty())
                                .findFirst()
                                .map(name -> " (" + name + ")")
                                .orElse("")
                        + ".";
    }
}
