package io.firstfin.sample;

import io.firstfin.sample.support.Api;
import io.firstfin.sample.support.Forgetful;
import io.firstfin.sample.support.Link;
import io.firstfin.sample.support.Pair;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Code that forgets a connection. A Socket is closed by the JDK's Cleaner when the collector finds
 * it: FirstFin says LOCAL, CLEANER. So it does where a library sees to that: by a finalizer, by a
 * Cleaner, or by a thread that waits for references. A SocketChannel has no Cleaner, in JDK 17 as in
 * 25: collected or not, it is never closed, its descriptor leaks, and FirstFin reports no Close.
 */
public final class S10Forgotten implements Scenario {

    public static void main(String[] args) throws Exception {
        Stage.play(new S10Forgotten(), args);
    }

    @Override
    public String title() {
        return "a connection forgotten, and collected";
    }

    @Override
    public List<String> variants() {
        List<String> variants = new ArrayList<>(Scenario.through(Api.SOCKET, Api.CHANNEL));
        variants.addAll(Forgetful.words());
        return variants;
    }

    @Override
    public void act(Stage stage) throws Exception {
        Optional<Forgetful> library = Forgetful.of(stage.variant());
        if (library.isPresent()) {
            forgetBehind(library.get(), stage);
        } else {
            forget(stage);
        }
    }

    private static void forget(Stage stage) throws Exception {
        Link[] server = new Link[1];
        WeakReference<Link> client = openAndForget(stage, server);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (client.get() != null && System.nanoTime() < deadline) {
            System.gc();
            LockSupport.parkNanos(10_000_000);
        }
        if (stage.api() == Api.SOCKET) {
            server[0].readToEnd();
            stage.expectClose(server[0], "closedFirst=REMOTE ending=FIN timeWait=REMOTE");
        } else {
            stage.expectClose(server[0], "closedFirst=LOCAL settles=no");
        }
        server[0].close();
    }

    /** In a method of its own, so that nothing on the stack remembers the client. */
    private static WeakReference<Link> openAndForget(Stage stage, Link[] server) throws Exception {
        Pair pair = stage.open();
        server[0] = pair.server();
        if (stage.api() == Api.SOCKET) {
            stage.expectClose(pair.client(), "closedFirst=LOCAL ending=FIN timeWait=LOCAL trigger=CLEANER");
        } else {
            stage.expect("NoClose", pair.client(), "");
        }
        return new WeakReference<>(pair.client());
    }

    private static void forgetBehind(Forgetful library, Stage stage) throws Exception {
        library.start();
        stage.begin();
        Link server = openBehind(library, stage);
        Thread collector = new Thread(S10Forgotten::collect, "collect");
        collector.setDaemon(true);
        collector.start();
        server.readToEnd();
        stage.expectClose(server, "closedFirst=REMOTE ending=FIN timeWait=REMOTE");
        server.close();
        collector.interrupt();
        collector.join();
    }

    private static Link openBehind(Forgetful library, Stage stage) throws Exception {
        Pair pair = Pair.open(Api.SOCKET);
        stage.expectOpened(pair);
        stage.expectClose(
                pair.client(),
                "closedFirst=LOCAL ending=FIN timeWait=LOCAL"
                        + " trigger=CLEANER reason=COLLECTED reasonEvidence=closed+by+"
                        + Stage.word(library.closer()));
        library.handOut(pair.client());
        return pair.server();
    }

    private static void collect() {
        while (!Thread.currentThread().isInterrupted()) {
            System.gc();
            LockSupport.parkNanos(10_000_000);
        }
    }
}
