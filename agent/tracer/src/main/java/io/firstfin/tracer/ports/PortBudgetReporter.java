package io.firstfin.tracer.ports;

import io.firstfin.bootstrap.PortBudgetEvent;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.ports.Ages;
import io.firstfin.kernel.ports.Forecast;
import io.firstfin.tracer.base.DutyCycle;
import io.firstfin.tracer.sink.EventFields;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells, each time JFR asks, how far the budgets of ports are used up that concern this JVM. */
public final class PortBudgetReporter {

    private static final int MOST_TOLD = 64;

    private final BudgetCounter census;
    private final OpenRates opens;
    private final Supplier<SocketTable> kernel;
    private final Consumer<Throwable> errors;
    private final BudgetGrowth growth = new BudgetGrowth();
    private final DutyCycle rest = new DutyCycle();

    /** @param kernel gives null as long as the table may not be opened */
    PortBudgetReporter(
            BudgetCounter census, OpenRates opens, Supplier<SocketTable> kernel, Consumer<Throwable> errors) {
        this.census = census;
        this.opens = opens;
        this.kernel = kernel;
        this.errors = errors;
    }

    /** Called by one thread at a time: that of JFR. */
    public void tell() {
        rest.runIfDue(this::count);
    }

    private void count() {
        try {
            SocketTable table = kernel.get();
            if (table == null || table.source() == SocketTable.Source.NONE) {
                return;
            }
            BudgetTable budgets = census.take(table, opens.pools());
            tell(budgets, opens.takePerSecond(), opens.takeOthers());
        } catch (IOException | RuntimeException e) {
            errors.accept(e);
        }
    }

    /** @param others the rate of a budget that has none of its own */
    private void tell(BudgetTable budgets, Map<BudgetKey, Double> rates, double others) {
        for (BudgetKey used : rates.keySet()) {
            if (used.side() != BudgetKey.Side.BIND) {
                budgets.at(used);
            }
        }
        List<BudgetTally> told = new ArrayList<>(budgets.all());
        told.removeIf(tally -> !tally.concernsUs()
                && rates.getOrDefault(tally.key, 0.0) == 0
                && tally.key.side() != BudgetKey.Side.BIND);
        told.sort(Comparator.comparingInt(BudgetTally::rows).reversed());
        int truncated = Math.max(0, told.size() - MOST_TOLD) + budgets.leftOut();
        long now = System.nanoTime();
        for (BudgetTally tally : told.subList(0, Math.min(told.size(), MOST_TOLD))) {
            PortBudgetEvent event = event(budgets, tally, now);
            event.opensPerSecond = rates.getOrDefault(tally.key, others);
            event.truncated = truncated;
            event.commit();
        }
        growth.endRound();
    }

    private PortBudgetEvent event(BudgetTable budgets, BudgetTally tally, long now) {
        PortBudgetEvent event = new PortBudgetEvent();
        BudgetKey key = tally.key;
        event.side = key.side().name();
        event.localAddress = text(key.local());
        event.localPort = key.localPort();
        event.remoteAddress = text(key.remote());
        event.remotePort = key.remotePort();
        event.capacity = budgets.capacity(tally);
        event.established = tally.established();
        event.timeWait = tally.timeWait();
        event.otherStates = tally.otherStates();
        event.inAcceptQueue = tally.queued();
        event.timeWaitOurs = tally.timeWaitOurs();
        event.timeWaitReusable = tally.reusable();
        event.otherProcesses = tally.otherProcesses();
        event.free = budgets.free(tally);
        event.secondsLeft = secondsLeft(budgets, tally, now);
        event.owners = tally.owners();
        return event;
    }

    private long secondsLeft(BudgetTable budgets, BudgetTally tally, long now) {
        if (budgets.capacity(tally) < 0) {
            return EventFields.UNKNOWN_TIME;
        }
        int hold = tally.isMostlyBound()
                ? Ages.TIME_WAIT_SECONDS
                : (int) Math.max(1, tally.key.holdMillis(budgets.ports()) / 1_000);
        double more = growth.perSecond(tally.key, tally.lasting(), now);
        long left = Forecast.nanosLeft(budgets.free(tally), tally.ages(), hold, more);
        return left < 0 ? EventFields.UNKNOWN_TIME : left;
    }

    /** Null for the wildcard. */
    static String text(InetAddress address) {
        return address == null ? null : address.getHostAddress();
    }
}
