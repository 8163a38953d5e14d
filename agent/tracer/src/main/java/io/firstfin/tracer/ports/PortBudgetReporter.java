package io.firstfin.tracer.ports;

import io.firstfin.kernel.ports.Ages;
import io.firstfin.kernel.ports.Forecast;
import io.firstfin.tracer.sink.OpenHttp;
import io.firstfin.tracer.sink.PortBudget;
import io.firstfin.tracer.sink.Sinks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reports, each time JFR asks, how far the budgets of ports are used up that concern this JVM. */
public final class PortBudgetReporter {

    private static final int MOST_REPORTED = 64;

    private final BudgetCounter counter;
    private final OpenHttpClients clients;
    private final OpenRates opens;
    private final TableSampler sampler;
    private final Sinks sinks;
    private final Growth growth = new Growth();

    PortBudgetReporter(
            BudgetCounter counter, OpenHttpClients clients, OpenRates opens, TableSampler sampler, Sinks sinks) {
        this.counter = counter;
        this.clients = clients;
        this.opens = opens;
        this.sampler = sampler;
        this.sinks = sinks;
    }

    /** Called by one thread at a time: that of JFR. */
    public void report() {
        sampler.sample(kernel -> {
            BudgetTable budgets = counter.take(kernel, opens.pools());
            report(budgets, opens.takePerSecond(), opens.takeOthers());
        });
    }

    /** @param others the rate of a budget that has none of its own */
    private void report(BudgetTable budgets, Map<BudgetKey, Double> rates, double others) {
        for (BudgetKey used : rates.keySet()) {
            if (used.side() != BudgetKey.Side.BIND) {
                budgets.at(used);
            }
        }
        List<BudgetTally> reported = new ArrayList<>(budgets.all());
        reported.removeIf(tally -> !tally.concernsUs()
                && rates.getOrDefault(tally.key, 0.0) == 0
                && tally.key.side() != BudgetKey.Side.BIND);
        reported.sort(Comparator.comparingInt(BudgetTally::rows).reversed());
        int leftOut = Math.max(0, reported.size() - MOST_REPORTED) + budgets.leftOut();
        long now = System.nanoTime();
        Map<BudgetKey, OpenHttp> http = clients.count(now);
        List<PortBudget> newest = new ArrayList<>();
        for (BudgetTally tally : reported.subList(0, Math.min(reported.size(), MOST_REPORTED))) {
            BudgetKey key = tally.key;
            newest.add(new PortBudget(
                    key.side().name(),
                    key.local(),
                    key.localPort(),
                    key.remote(),
                    key.remotePort(),
                    budgets.use(tally),
                    tally.queued(),
                    http.getOrDefault(key, OpenHttp.NONE),
                    rates.getOrDefault(key, others),
                    nanosLeft(budgets, tally, now),
                    leftOut));
        }
        growth.endRound();
        List<PortBudget> counted = List.copyOf(newest);
        sinks.report(sink -> sink.budgets(counted));
    }

    /** Until no port is free; -1 where that is not within an hour, or the capacity is unknown. */
    private long nanosLeft(BudgetTable budgets, BudgetTally tally, long now) {
        if (budgets.capacity(tally) < 0) {
            return -1;
        }
        int hold = tally.isMostlyBound()
                ? Ages.TIME_WAIT_SECONDS
                : (int) Math.max(1, tally.key.holdMillis(budgets.ports()) / 1_000);
        double more = growth.perSecond(tally.key, tally.lasting(), now);
        return Math.max(-1, Forecast.nanosLeft(budgets.free(tally), tally.ages(), hold, more));
    }

    /**
     * How fast the rows of a budget grow that have no end of their own, over the last rounds: those in
     * ESTABLISHED, say. Remembers the budgets of the last round.
     */
    private static final class Growth {

        private static final long WINDOW_NANOS = 30_000_000_000L;
        private static final double SECOND = 1e9;

        private record Sample(long nanos, int rows) {}

        private Map<BudgetKey, Deque<Sample>> history = new HashMap<>();
        private Map<BudgetKey, Deque<Sample>> next = new HashMap<>();

        /** Rows more in a second; 0 when they do not grow, or it is the first round. */
        double perSecond(BudgetKey key, int rows, long nanos) {
            Deque<Sample> samples = history.getOrDefault(key, new ArrayDeque<>());
            while (samples.size() > 1 && nanos - samples.peekFirst().nanos > WINDOW_NANOS) {
                samples.removeFirst();
            }
            Sample first = samples.peekFirst();
            samples.addLast(new Sample(nanos, rows));
            next.put(key, samples);
            return first == null || first.nanos == nanos
                    ? 0
                    : Math.max(0, (rows - first.rows) * SECOND / (nanos - first.nanos));
        }

        /** A round is over: budgets that it did not ask about are forgotten. */
        void endRound() {
            history = next;
            next = new HashMap<>();
        }
    }
}
