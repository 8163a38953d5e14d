package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Link;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import io.firstfin.sample.support.Threads;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Both ends close in the same microsecond. Mostly one FIN still comes first; now and then they
 * cross, both ends pass through CLOSING, and both keep a TIME_WAIT: FirstFin says BOTH. Who is
 * first is open here, so the scenario expects only that each close is reported once; the truth is the
 * kernel's. A listener for each connection keeps their 4-tuples apart: where only the server holds
 * the TIME_WAIT, Linux soon gives a client the same port again.
 */
public final class S03BothAtOnce implements Scenario {
    private static final int TRIES = 150;

    public static void main(String[] args) throws Exception {
        Stage.play(new S03BothAtOnce(), args);
    }

    @Override
    public String title() {
        return "both close at once";
    }

    @Override
    public List<String> variants() {
        return Scenario.through(Api.SOCKET, Api.CHANNEL, Api.SELECTOR, Api.ASYNC);
    }

    @Override
    public void act(Stage stage) throws Exception {
        stage.begin();
        for (int i = 0; i < TRIES; i++) {
            Pair pair = Pair.open(stage.api());
            stage.expectClose(pair.client(), "");
            stage.expectClose(pair.server(), "");
            AtomicInteger atBarrier = new AtomicInteger();
            Threads.Running other = Threads.start(false, () -> closeTogether(pair.server(), atBarrier));
            closeTogether(pair.client(), atBarrier);
            other.await();
        }
    }

    private static void closeTogether(Link link, AtomicInteger atBarrier) throws Exception {
        atBarrier.incrementAndGet();
        while (atBarrier.get() < 2) {
            Thread.onSpinWait();
        }
        link.close();
    }
}
