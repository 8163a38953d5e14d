package io.firstfin.sample.chaos;

import static io.firstfin.sample.chaos.Act.Kind.CLOSE;
import static io.firstfin.sample.chaos.Act.Kind.CLOSE_WHILE_READING;
import static io.firstfin.sample.chaos.Act.Kind.DELAY;
import static io.firstfin.sample.chaos.Act.Kind.GATE;
import static io.firstfin.sample.chaos.Act.Kind.INTERRUPT;
import static io.firstfin.sample.chaos.Act.Kind.LINGER;
import static io.firstfin.sample.chaos.Act.Kind.READ;
import static io.firstfin.sample.chaos.Act.Kind.READ_TO_END;
import static io.firstfin.sample.chaos.Act.Kind.SELECT;
import static io.firstfin.sample.chaos.Act.Kind.SHUTDOWN_INPUT;
import static io.firstfin.sample.chaos.Act.Kind.SHUTDOWN_OUTPUT;
import static io.firstfin.sample.chaos.Act.Kind.WRITE;

import io.firstfin.sample.chaos.ConnectionPlan.Opening;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Draws plans, each kind of acts as often as it is worth, and shrinks them. */
final class Plans {
    private final List<EndApi> clients;

    /** @param clients the APIs this victim has */
    Plans(List<EndApi> clients) {
        this.clients = clients;
    }

    Arbitrary<ConnectionPlan> connection() {
        return Arbitraries.frequencyOf(
                Tuple.of(24, plan("random", acts(), acts())),
                Tuple.of(12, plan("ordinary", exchange(true), exchange(false))),
                Tuple.of(12, lateData()),
                Tuple.of(5, plan("race-fin", race(just()), race(just()))),
                Tuple.of(5, plan("race-linger0", race(just(act(LINGER, 0))), race(just(act(LINGER, 0))))),
                Tuple.of(
                        5,
                        plan(
                                "race-unread",
                                race(just(act(WRITE, 9), act(DELAY, 300))),
                                race(just(act(WRITE, 9), act(DELAY, 300))))),
                Tuple.of(5, plan("race-mixed", race(oneWay()), race(oneWay()))),
                Tuple.of(4, plan("zero-window", just(act(WRITE, 5_000_000)).flatMap(this::then), givesUp())),
                Tuple.of(5, plan("half-close", halfClose(), halfClose())),
                Tuple.of(4, plan("shutdown-input", shutdownInput(), acts())),
                Tuple.of(5, plan("async-close", outside(CLOSE_WHILE_READING), acts())),
                Tuple.of(4, plan("interrupt", outside(INTERRUPT), acts())),
                Tuple.of(
                        4,
                        plan("unread-at-close", unread(), just(act(WRITE, 20)).flatMap(this::then))),
                Tuple.of(3, opened("cancel", Opening.CANCEL, just(), acts())),
                Tuple.of(4, opened("port-reuse", Opening.FIXED_PORT, quick(), quick())),
                Tuple.of(6, toPeer("peer", Opening.PLAIN, acts(), acts())),
                Tuple.of(1, toPeer("peer-killed", Opening.PEER_KILLED, someThen(READ_TO_END), someThen(DELAY))),
                Tuple.of(
                        1,
                        toPeer(
                                "left-open",
                                Opening.LEFT_OPEN,
                                open(),
                                open().filter(acts -> acts.stream().noneMatch(Plans::sendsFin))
                                        .map(acts -> joined(acts, List.of(act(READ_TO_END, 0)))))));
    }

    private Arbitrary<ConnectionPlan> plan(String kind, Arbitrary<List<Act>> one, Arbitrary<List<Act>> other) {
        return Arbitraries.of(true, false)
                .flatMap(swapped ->
                        swapped ? opened(kind, Opening.PLAIN, other, one) : opened(kind, Opening.PLAIN, one, other));
    }

    private Arbitrary<ConnectionPlan> opened(
            String kind, Opening opening, Arbitrary<List<Act>> client, Arbitrary<List<Act>> server) {
        Arbitrary<Family> family = Arbitraries.frequency(
                Tuple.of(6, Family.V4), Tuple.of(2, Family.V6), Tuple.of(2, Family.V4_ANY), Tuple.of(1, Family.V6_ANY));
        return Combinators.combine(family, Arbitraries.of(clients), client, servers(), server)
                .as((f, clientApi, c, serverApi, s) -> {
                    boolean tls = clientApi == EndApi.TLS;
                    EndApi at = tls ? EndApi.TLS : serverApi;
                    return new ConnectionPlan(kind, f, opening, clientApi, c, at, s);
                });
    }

    private Arbitrary<ConnectionPlan> toPeer(
            String kind, Opening opening, Arbitrary<List<Act>> client, Arbitrary<List<Act>> peer) {
        return opened(kind, opening, client, peer)
                .map(plan -> new ConnectionPlan(
                        kind,
                        plan.family(),
                        opening,
                        plan.client() == EndApi.TLS ? EndApi.SOCKET : plan.client(),
                        plan.clientActs(),
                        EndApi.PEER,
                        plan.serverActs()));
    }

    /** Acts that close nothing, then one that lasts. */
    private static Arbitrary<List<Act>> someThen(Act.Kind last) {
        return open().map(acts -> joined(acts, List.of(act(last, last == DELAY ? 400_000 : 0))));
    }

    /** A peer that is slow may do so after the victim's end was told. */
    private static boolean sendsFin(Act act) {
        return act.kind() == SHUTDOWN_OUTPUT;
    }

    private static Arbitrary<List<Act>> open() {
        return Arbitraries.of(
                List.of(),
                List.of(act(WRITE, 10)),
                List.of(act(READ, 0)),
                List.of(act(WRITE, 10), act(READ, 0)),
                List.of(act(SHUTDOWN_OUTPUT, 0)));
    }

    private Arbitrary<EndApi> servers() {
        List<EndApi> servers = new ArrayList<>(clients);
        servers.remove(EndApi.TLS);
        return Arbitraries.of(servers);
    }

    private static Act act(Act.Kind kind, int amount) {
        return new Act(kind, amount);
    }

    private static Arbitrary<List<Act>> just(Act... acts) {
        return Arbitraries.just(List.of(acts));
    }

    /** Any acts in any order. */
    private static Arbitrary<List<Act>> acts() {
        return anyAct().list().ofMinSize(0).ofMaxSize(6);
    }

    private static Arbitrary<Act> anyAct() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(1, 3000).map(n -> act(WRITE, n))),
                Tuple.of(5, Arbitraries.just(act(READ, 0))),
                Tuple.of(3, Arbitraries.just(act(READ_TO_END, 0))),
                Tuple.of(4, Arbitraries.just(act(CLOSE, 0))),
                Tuple.of(5, delay()),
                Tuple.of(2, Arbitraries.just(act(GATE, 0))),
                Tuple.of(2, Arbitraries.just(act(SHUTDOWN_OUTPUT, 0))),
                Tuple.of(1, Arbitraries.just(act(SHUTDOWN_INPUT, 0))),
                Tuple.of(2, Arbitraries.of(0, 1, 5).map(n -> act(LINGER, n))),
                Tuple.of(1, Arbitraries.integers().between(0, 3000).map(n -> act(CLOSE_WHILE_READING, n))),
                Tuple.of(1, Arbitraries.integers().between(0, 3000).map(n -> act(INTERRUPT, n))),
                Tuple.of(1, Arbitraries.just(act(SELECT, 0))));
    }

    private static Arbitrary<Act> delay() {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.integers().between(0, 200)),
                        Tuple.of(2, Arbitraries.integers().between(200, 5000)),
                        Tuple.of(1, Arbitraries.integers().between(5000, 30_000)))
                .map(micros -> act(DELAY, micros));
    }

    /** A request and its answer; who closes first is open. */
    private Arbitrary<List<Act>> exchange(boolean asks) {
        List<Act> acts = asks ? List.of(act(WRITE, 50), act(READ, 0)) : List.of(act(READ, 0), act(WRITE, 200));
        return Arbitraries.just(acts).flatMap(this::then);
    }

    /** The acts, then perhaps a pause, then the end. */
    private Arbitrary<List<Act>> then(List<Act> acts) {
        Arbitrary<Act> pause = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(act(DELAY, 0))),
                Tuple.of(2, delay()),
                Tuple.of(2, Arbitraries.just(act(READ_TO_END, 0))));
        return pause.map(p -> joined(acts, List.of(p, act(CLOSE, 0))));
    }

    /** One closes; the other writes when that FIN has come, or a while later. */
    private Arbitrary<ConnectionPlan> lateData() {
        Arbitrary<Integer> micros = Arbitraries.of(0, 0, 50, 1000, 20_000, 100_000);
        Arbitrary<List<Act>> writes = Combinators.combine(
                        micros,
                        Arbitraries.integers().between(1, 100),
                        Arbitraries.integers().between(1, 2))
                .as((wait, bytes, times) -> {
                    List<Act> acts = new ArrayList<>(List.of(act(GATE, 0), act(DELAY, wait)));
                    for (int i = 0; i < times; i++) {
                        acts.add(act(WRITE, bytes));
                    }
                    return acts;
                });
        return plan("late-data", just(act(GATE, 0), act(CLOSE, 0)), writes);
    }

    private static Arbitrary<List<Act>> race(Arbitrary<List<Act>> before) {
        Arbitrary<Integer> skew = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(0, 60)));
        return Combinators.combine(before, skew)
                .as((acts, micros) -> joined(acts, List.of(act(GATE, 0), act(DELAY, micros), act(CLOSE, 0))));
    }

    private static Arbitrary<List<Act>> oneWay() {
        return Arbitraries.of(
                List.of(),
                List.of(act(LINGER, 0)),
                List.of(act(LINGER, 1)),
                List.of(act(WRITE, 9), act(DELAY, 200)),
                List.of(act(READ, 0)));
    }

    private static Arbitrary<List<Act>> givesUp() {
        return Combinators.combine(delay(), Arbitraries.of(0, 1, 2)).as((pause, way) -> switch (way) {
            case 0 -> List.of(pause, act(CLOSE, 0));
            case 1 -> List.of(pause, act(LINGER, 0), act(CLOSE, 0));
            default -> List.of(pause, act(SHUTDOWN_INPUT, 0), pause, act(CLOSE, 0));
        });
    }

    private static Arbitrary<List<Act>> halfClose() {
        return Combinators.combine(delay(), Arbitraries.of(true, false), Arbitraries.of(0, 1, 2))
                .as((pause, writes, way) -> {
                    List<Act> acts = new ArrayList<>();
                    if (writes) {
                        acts.add(act(WRITE, 100));
                    }
                    acts.add(pause);
                    acts.add(act(SHUTDOWN_OUTPUT, 0));
                    if (way == 1) {
                        acts.add(act(READ_TO_END, 0));
                    } else if (way == 2) {
                        acts.add(pause);
                    }
                    acts.add(act(CLOSE, 0));
                    return acts;
                });
    }

    private static Arbitrary<List<Act>> shutdownInput() {
        return Combinators.combine(delay(), delay())
                .as((one, other) -> List.of(one, act(SHUTDOWN_INPUT, 0), other, act(CLOSE, 0)));
    }

    private static Arbitrary<List<Act>> outside(Act.Kind kind) {
        return Combinators.combine(acts(), Arbitraries.integers().between(0, 3000))
                .as((acts, micros) -> joined(
                        acts.stream()
                                .filter(act -> act.kind() != CLOSE)
                                .limit(2)
                                .toList(),
                        List.of(act(kind, micros))));
    }

    private static Arbitrary<List<Act>> unread() {
        return Combinators.combine(delay(), Arbitraries.of(true, false))
                .as((pause, gate) ->
                        gate ? List.of(pause, act(GATE, 0), act(CLOSE, 0)) : List.of(pause, act(CLOSE, 0)));
    }

    private static Arbitrary<List<Act>> quick() {
        return Arbitraries.of(
                List.of(act(CLOSE, 0)),
                List.of(act(LINGER, 0), act(CLOSE, 0)),
                List.of(act(READ_TO_END, 0), act(CLOSE, 0)),
                List.of(act(WRITE, 10), act(CLOSE, 0)));
    }

    private static List<Act> joined(List<Act> some, List<Act> more) {
        List<Act> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
