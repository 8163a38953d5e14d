package io.firstfin.sample.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Where a scenario is played. It says on stdout what an observer should report of each connection
 * ({@code EXPECT key=value ...}), and with {@code --wait-for-attach} it waits for a line on stdin
 * before the acts and after them, so that the observer can come first and look afterwards.
 * With {@code --open-before} the first connection is opened before that wait; of several scenarios, all open theirs
 * before the first of them goes on.
 */
public final class Stage {
    /** On stderr, before what one of several scenarios writes there; its class and variant follow. */
    public static final String WRITES = "-- ";

    private static final long LIMIT_SECONDS = 120;

    /** Of all scenarios of this JVM: what one has read ahead would be lost to the next. */
    private static final BufferedReader IN =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private final Scenario scenario;
    private final boolean waits;
    private final boolean openBefore;
    private final String variant;
    private final CountDownLatch opened = new CountDownLatch(1);
    private final CountDownLatch turn = new CountDownLatch(1);
    private boolean begun;

    public Stage(Scenario scenario, List<String> args) {
        this.scenario = scenario;
        List<String> words = new ArrayList<>(args);
        waits = words.remove("--wait-for-attach");
        openBefore = words.remove("--open-before");
        variant = words.isEmpty() ? scenario.variants().get(0) : words.get(0);
        if (words.size() > 1 || !scenario.variants().contains(variant)) {
            throw new IllegalArgumentException(
                    args + ": expected one of " + scenario.variants() + " and --wait-for-attach, --open-before");
        }
    }

    /** Plays the scenario as the arguments say, and returns when all is done. */
    public static void play(Scenario scenario, String... args) throws Exception {
        playInTurn(List.of(new Stage(scenario, List.of(args))));
    }

    /** Plays one scenario after the other, and returns when all is done. */
    public static void playInTurn(List<Stage> stages) throws Exception {
        boolean several = stages.size() > 1;
        for (Stage stage : stages) {
            stage.sayWhoWrites(several);
            stage.enter();
            stage.scenario.prepare(stage.variant);
        }
        List<Threads.Running> opened = new ArrayList<>();
        for (Stage stage : stages) {
            if (stage.openBefore) {
                opened.add(Threads.start(false, stage::play));
                stage.opened.await();
            }
        }
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).sayWhoWrites(several);
            if (i > 0) {
                new Turn().commit();
            }
            stages.get(i).turn.countDown();
            if (stages.get(i).openBefore) {
                opened.get(i).await();
            } else {
                stages.get(i).play();
            }
        }
    }

    private void play() throws Exception {
        Thread limit = new Thread(Stage::endAtLimit, "limit");
        limit.setDaemon(true);
        limit.start();
        Threads.run(variant.equals(Api.VIRTUAL.word()), () -> {
            enter();
            scenario.act(this);
        });
        pause("DONE");
        limit.interrupt();
    }

    private void sayWhoWrites(boolean several) {
        if (several) {
            System.err.println(WRITES + scenario.getClass().getSimpleName() + " " + variant);
        }
    }

    /** As a container does before it calls an application: libraries look for their parts there. */
    private void enter() {
        Thread.currentThread().setContextClassLoader(scenario.getClass().getClassLoader());
    }

    public String variant() {
        return variant;
    }

    public Api api() {
        return Api.valueOf(variant.toUpperCase(Locale.ROOT));
    }

    /** Lets the observer in; what comes after is seen from its first moment. */
    public void begin() throws IOException {
        begun = true;
        pause("READY");
    }

    /** Opens a connection of this scenario's API, both ends of it here. */
    public Pair open() throws IOException {
        if (openBefore && !begun) {
            Pair pair = Pair.open(api());
            begin();
            return pair;
        }
        if (!begun) {
            begin();
        }
        Pair pair = Pair.open(api());
        expectOpened(pair);
        return pair;
    }

    public void expectOpened(Pair pair) {
        expect(
                "Connect",
                pair.client(),
                "boundFirst=false failureKind=null api=" + pair.client().api());
        expect("Accept", pair.server(), "api=" + pair.server().api());
    }

    /** Says what the close of this endpoint must be reported as. */
    public void expectClose(Link link, String facts) throws IOException {
        String known = openBefore ? "lifetime=unknown" : "lifetime=known role=" + link.role();
        say(
                "EXPECT event=Close local=%s remote=%s api=%s soLinger=%d %s %s",
                text(link.local()), text(link.remote()), link.api(), link.linger(), known, facts);
    }

    /** Says what an event about this endpoint must hold. */
    public void expect(String event, Link link, String facts) {
        say("EXPECT event=%s local=%s remote=%s %s", event, text(link.local()), text(link.remote()), facts);
    }

    public void expect(String event, String facts) {
        say("EXPECT event=%s %s", event, facts);
    }

    public void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format.strip() + "%n", values);
    }

    public static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Any text as the value of a key in an EXPECT line. */
    public static String word(String text) {
        return text.replace(' ', '+');
    }

    /** Stays a while, so that an observer without {@code --wait-for-attach} sees the end. */
    public void linger() throws InterruptedException {
        if (!waits) {
            TimeUnit.SECONDS.sleep(Integer.getInteger("linger", 3));
        }
    }

    private void pause(String word) throws IOException {
        if (waits) {
            say("%s %d", word, ProcessHandle.current().pid());
        }
        opened.countDown();
        awaitTurn();
        if (waits) {
            IN.readLine();
        }
    }

    private void awaitTurn() throws InterruptedIOException {
        try {
            turn.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("ended before its turn");
        }
    }

    /** No scenario outlives its limit, whatever an observer does to it. */
    private static void endAtLimit() {
        try {
            TimeUnit.SECONDS.sleep(LIMIT_SECONDS);
            System.err.println("this scenario took longer than " + LIMIT_SECONDS + " s");
            Thread.getAllStackTraces().forEach((thread, frames) -> {
                System.err.println(thread + " " + thread.getState());
                List.of(frames).forEach(frame -> System.err.println("    at " + frame));
            });
            Runtime.getRuntime().halt(3);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
