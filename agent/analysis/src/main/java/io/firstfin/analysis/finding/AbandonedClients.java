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

    private final List<OpenHttp> all;

    private AbandonedClients(List<OpenHttp> all) {
        this.all = all;
    }

    static AbandonedClients of(Model model) {
        return new AbandonedClients(model.ports().openHttp().stream()
                .filter(open -> isOneForEach(open)
                        && open.connections() <= model.connections().openAtEnd().getOrDefault(open.destination(), 0L))
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
        return new AbandonedClients(all.stream().filter(which).toList());
    }

    long connections() {
        return requests().connections();
    }

    Requests requests() {
        return all.stream()
                .map(open -> new Requests(open.connections(), open.requests()))
                .reduce(Requests.NONE, Requests::plus);
    }

    /** {@code  All of them are open, and each belongs to a client of its own.}, or nothing where there are none. */
    String sentence(long of) {
        long open = connections();
        return open == 0
                ? ""
                : (open == of ? " All" : " " + Figures.count(open))
                        + " of them are open, and each belongs to a client of"
                        + " its own"
                        + all.stream()
                                .map(OpenHttp::client)
                                .filter(name -> !name.isEmpty())
                                .findFirst()
                                .map(name -> " (" + name + ")")
                                .orElse("")
                        + ".";
    }
}
