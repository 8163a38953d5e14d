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
import static io.firstfin.testing.Choices.weighted;

import io.firstfin.sample.chaos.ConnectionPlan.Opening;
import io.firstfin.testing.Choices;
import io.firstfin.testing.Generator;
import java.util.ArrayList;
import java.util.List;

/** Draws plans, each kind of acts as often as it is worth. */
final class Plans implements Generator<ConnectionPlan> {
    private final EndApi[] clients;
    private final EndApi[] servers;

    /** @param clients the APIs this victim has */
    Plans(List<EndApi> clients) {
        this.clients = clients.toArray(EndApi[]::new);
        this.servers = clients.stream().filter(api -> api != EndApi.TLS).toArray(EndApi[]::new);
    }

    @Override
    public ConnectionPlan draw(Choices choices) {
        return choices.oneOf(
                weighted(24, plan("random", Plans::acts, Plans::acts)),
                weighted(12, plan("ordinary", then(act(WRITE, 50), act(READ, 0)), then(act(READ, 0), act(WRITE, 200)))),
                weighted(12, plan("late-data", just(act(GATE, 0), act(CLOSE, 0)), Plans::lateWrites)),
                weighted(5, plan("race-fin", race(just()), race(just()))),
                weighted(5, plan("race-linger0", race(just(act(LINGER, 0))), race(just(act(LINGER, 0))))),
                weighted(
                        5,
                        plan(
                                "race-unread",
                                race(just(act(WRITE, 9), act(DELAY, 300))),
                                race(just(act(WRITE, 9), act(DELAY, 300))))),
                weighted(5, plan("race-mixed", race(Plans::oneWay), race(Plans::oneWay))),
                weighted(4, plan("zero-window", then(act(WRITE, 5_000_000)), Plans::givesUp)),
                weighted(5, plan("half-close", Plans::halfClose, Plans::halfClose)),
                weighted(4, plan("shutdown-input", Plans::shutdownInput, Plans::acts)),
                weighted(5, plan("async-close", outside(CLOSE_WHILE_READING), Plans::acts)),
                weighted(4, plan("interrupt", outside(INTERRUPT), Plans::acts)),
                weighted(4, plan("unread-at-close", Plans::unread, then(act(WRITE, 20)))),
                weighted(3, opened("cancel", Opening.CANCEL, just(), Plans::acts)),
                weighted(4, opened("port-reuse", Opening.FIXED_PORT, Plans::quick, Plans::quick)),
                weighted(6, toPeer("peer", Opening.PLAIN, Plans::acts, Plans::acts)),
                weighted(
                        1,
                        toPeer(
                                "peer-killed",
                                Opening.PEER_KILLED,
                                and(Plans::open, act(READ_TO_END, 0)),
                                and(Plans::open, act(DELAY, 400_000)))),
                // a peer that is slow may send its FIN after the end of the victim was recorded
                weighted(
                        1,
                        toPeer(
                                "left-open",
                                Opening.LEFT_OPEN,
                                Plans::open,
                                and(Plans::withoutFin, act(READ_TO_END, 0)))));
    }

    private Generator<ConnectionPlan> plan(String kind, Generator<List<Act>> one, Generator<List<Act>> other) {
        return choices -> {
            boolean swapped = choices.bool();
            return opened(kind, Opening.PLAIN, swapped ? other : one, swapped ? one : other)
                    .draw(choices);
        };
    }

    private Generator<ConnectionPlan> opened(
            String kind, Opening opening, Generator<List<Act>> client, Generator<List<Act>> server) {
        return choices -> {
            Family family = choices.oneOf(
                    weighted(6, c -> Family.V4),
                    weighted(2, c -> Family.V6),
                    weighted(2, c -> Family.V4_ANY),
                    weighted(1, c -> Family.V6_ANY));
            EndApi clientApi = choices.of(clients);
            List<Act> clientActs = client.draw(choices);
            EndApi serverApi = choices.of(servers);
            return new ConnectionPlan(
                    kind,
                    family,
                    opening,
                    clientApi,
                    clientActs,
                    clientApi == EndApi.TLS ? EndApi.TLS : serverApi,
                    server.draw(choices));
        };
    }

    private Generator<ConnectionPlan> toPeer(
            String kind, Opening opening, Generator<List<Act>> client, Generator<List<Act>> peer) {
        return choices -> {
            ConnectionPlan plan = opened(kind, opening, client, peer).draw(choices);
            return new ConnectionPlan(
                    kind,
                    plan.family(),
                    opening,
                    plan.client() == EndApi.TLS ? EndApi.SOCKET : plan.client(),
                    plan.clientActs(),
                    EndApi.PEER,
                    plan.serverActs());
        };
    }

    private static Act act(Act.Kind kind, int amount) {
        return new Act(kind, amount);
    }

    private static Generator<List<Act>> just(Act... acts) {
        return choices -> List.of(acts);
    }

    /** Acts that close nothing. */
    private static List<Act> open(Choices choices) {
        return choices.oneOf(weighted(4, Plans::withoutFin), weighted(1, c -> List.of(act(SHUTDOWN_OUTPUT, 0))));
    }

    /** Acts that close nothing and send no FIN. */
    private static List<Act> withoutFin(Choices choices) {
        return choices.of(
                List.of(), List.of(act(WRITE, 10)), List.of(act(READ, 0)), List.of(act(WRITE, 10), act(READ, 0)));
    }

    private static Generator<List<Act>> and(Generator<List<Act>> before, Act last) {
        return choices -> joined(before.draw(choices), last);
    }

    /** Any acts in any order. */
    private static List<Act> acts(Choices choices) {
        return choices.list(0, 6, Plans::anyAct);
    }

    private static Act anyAct(Choices choices) {
        return choices.oneOf(
                weighted(6, c -> act(WRITE, c.between(1, 3000))),
                weighted(5, c -> act(READ, 0)),
                weighted(3, c -> act(READ_TO_END, 0)),
                weighted(4, c -> act(CLOSE, 0)),
                weighted(5, Plans::delay),
                weighted(2, c -> act(GATE, 0)),
                weighted(2, c -> act(SHUTDOWN_OUTPUT, 0)),
                weighted(1, c -> act(SHUTDOWN_INPUT, 0)),
                weighted(2, c -> act(LINGER, c.of(0, 1, 5))),
                weighted(1, c -> act(CLOSE_WHILE_READING, c.between(0, 3000))),
                weighted(1, c -> act(INTERRUPT, c.between(0, 3000))),
                weighted(1, c -> act(SELECT, 0)));
    }

    private static Act delay(Choices choices) {
        return act(
                DELAY,
                choices.oneOf(
                        weighted(4, c -> c.between(0, 200)),
                        weighted(2, c -> c.between(200, 5000)),
                        weighted(1, c -> c.between(5000, 30_000))));
    }

    /** The acts, then perhaps a pause, then the end. */
    private static Generator<List<Act>> then(Act... acts) {
        return choices -> joined(
                List.of(acts),
                choices.oneOf(
                        weighted(1, c -> act(DELAY, 0)),
                        weighted(2, Plans::delay),
                        weighted(2, c -> act(READ_TO_END, 0))),
                act(CLOSE, 0));
    }

    /** The peer of one that closes: writes when that FIN has come, or a while later. */
    private static List<Act> lateWrites(Choices choices) {
        int wait = choices.of(0, 0, 50, 1000, 20_000, 100_000);
        Act write = act(WRITE, choices.between(1, 100));
        boolean twice = choices.bool();
        return twice
                ? List.of(act(GATE, 0), act(DELAY, wait), write, write)
                : List.of(act(GATE, 0), act(DELAY, wait), write);
    }

    private static Generator<List<Act>> race(Generator<List<Act>> before) {
        return choices -> {
            List<Act> acts = before.draw(choices);
            int skew = choices.oneOf(weighted(2, c -> 0), weighted(1, c -> c.between(0, 60)));
            return joined(acts, act(GATE, 0), act(DELAY, skew), act(CLOSE, 0));
        };
    }

    private static List<Act> oneWay(Choices choices) {
        return choices.of(
                List.of(),
                List.of(act(LINGER, 0)),
                List.of(act(LINGER, 1)),
                List.of(act(WRITE, 9), act(DELAY, 200)),
                List.of(act(READ, 0)));
    }

    private static List<Act> givesUp(Choices choices) {
        Act pause = delay(choices);
        return choices.of(
                List.of(pause, act(CLOSE, 0)),
                List.of(pause, act(LINGER, 0), act(CLOSE, 0)),
                List.of(pause, act(SHUTDOWN_INPUT, 0), pause, act(CLOSE, 0)));
    }

    private static List<Act> halfClose(Choices choices) {
        Act pause = delay(choices);
        List<Act> acts = new ArrayList<>();
        if (choices.bool()) {
            acts.add(act(WRITE, 100));
        }
        acts.add(pause);
        acts.add(act(SHUTDOWN_OUTPUT, 0));
        acts.addAll(choices.of(List.of(), List.of(act(READ_TO_END, 0)), List.of(pause)));
        return joined(acts, act(CLOSE, 0));
    }

    private static List<Act> shutdownInput(Choices choices) {
        return List.of(delay(choices), act(SHUTDOWN_INPUT, 0), delay(choices), act(CLOSE, 0));
    }

    private static Generator<List<Act>> outside(Act.Kind kind) {
        return choices -> {
            List<Act> before = acts(choices).stream()
                    .filter(act -> act.kind() != CLOSE)
                    .limit(2)
                    .toList();
            return joined(before, act(kind, choices.between(0, 3000)));
        };
    }

    private static List<Act> unread(Choices choices) {
        Act pause = delay(choices);
        return choices.of(List.of(pause, act(CLOSE, 0)), List.of(pause, act(GATE, 0), act(CLOSE, 0)));
    }

    private static List<Act> quick(Choices choices) {
        return choices.of(
                List.of(act(CLOSE, 0)),
                List.of(act(LINGER, 0), act(CLOSE, 0)),
                List.of(act(READ_TO_END, 0), act(CLOSE, 0)),
                List.of(act(WRITE, 10), act(CLOSE, 0)));
    }

    private static List<Act> joined(List<Act> some, Act... more) {
        List<Act> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }
}
