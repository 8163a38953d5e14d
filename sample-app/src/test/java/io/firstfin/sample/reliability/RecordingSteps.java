package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.ShippedCommandLine;
import io.firstfin.sample.ShippedCommandLine.Ended;
import io.firstfin.sample.reliability.MarkedJvm.Held;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Steps of a user of JFR and of a user of FirstFin on one JVM, and what must hold after each: the first
 * keeps recordings whole and settings as they are, the second is reported what is in the way.
 */
final class RecordingSteps {
    /** What a user's recording takes. */
    record User(boolean ours, boolean attachedAtItsStart, long firstMark) {}

    private final ShippedCommandLine firstfin = new ShippedCommandLine();
    private final MarkedJvm jvm;
    private final Path folder;
    private final Path oursSettings;
    private final Path plainSettings;
    private final Map<String, User> running = new LinkedHashMap<>();
    private boolean attached;
    private int number;
    private int refusals;
    private int closes;

    RecordingSteps(MarkedJvm jvm, Path folder, Path template) throws Exception {
        this.jvm = jvm;
        this.folder = folder;
        this.oursSettings = template;
        this.plainSettings = Files.writeString(
                folder.resolve("plain.jfc"),
                "<configuration version=\"2.0\">"
                        + "<event name=\"user.Mark\"><setting name=\"enabled\">true</setting></event></configuration>");
    }

    /** Of the JVM's own start. */
    void startedWith(String name) throws Exception {
        running.put(name, new User(false, false, jvm.mark()));
    }

    void any(Random random) throws Exception {
        switch (random.nextInt(8)) {
            case 0 -> start(false);
            case 1 -> start(true);
            case 2 -> dump(random);
            case 3 -> stop(random);
            case 4 -> attach();
            case 5 -> detach();
            case 6 -> status();
            default -> record(random);
        }
    }

    void start(boolean ours) throws Exception {
        String name = "user" + number++;
        jvm.jcmd("JFR.start name=" + name + (ours ? " settings=" + oursSettings : "") + " settings=" + plainSettings);
        running.put(name, new User(ours, attached, jvm.mark()));
    }

    void dump(Random random) throws Exception {
        if (!running.isEmpty()) {
            String name = pick(random);
            long last = jvm.mark();
            Path file = folder.resolve("dump" + number++ + ".jfr");
            jvm.jcmd("JFR.dump name=" + name + " filename=" + file);
            isWhole(running.get(name), last, file);
        }
    }

    void stop(Random random) throws Exception {
        if (!running.isEmpty()) {
            stop(pick(random));
        }
    }

    void stopAll() throws Exception {
        for (String name : List.copyOf(running.keySet())) {
            stop(name);
        }
    }

    void attach() throws Exception {
        succeeds("attach");
        attached = true;
    }

    void detach() throws Exception {
        Map<String, String> before = settings();
        Ended ended = firstfin.run("detach", jvm.pid());
        List<String> wanting = wanting();
        if (attached && !wanting.isEmpty()) {
            refusals++;
            assertThat(ended.code()).as(ended.toString()).isEqualTo(1);
            assertThat(ended.err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("firstfin: ")
                    .contains("wants FirstFin's events");
            assertThat(wanting).as(ended.err()).allMatch(name -> ended.err().contains('"' + name + '"'));
        } else {
            assertThat(ended.code()).as(ended.toString()).isZero();
            attached = false;
        }
        assertThat(settings()).as("settings after detach").isEqualTo(before);
    }

    void status() throws Exception {
        String reported = succeeds("status");
        if (attached) {
            List<String> wanting = wanting();
            String line = reported.lines()
                    .filter(each -> each.startsWith("  recording "))
                    .findAny()
                    .orElse("");
            assertThat(wanting).as(reported).allMatch(name -> line.contains('"' + name + '"'));
            assertThat(line.contains("yes")).as(reported).isEqualTo(!wanting.isEmpty());
        } else {
            assertThat(reported).contains("not attached");
        }
    }

    /** Ours, while the user goes on. */
    void record(Random random) throws Exception {
        long first = jvm.mark();
        Path file = folder.resolve("ours" + number++ + ".jfr");
        CompletableFuture<Ended> record = CompletableFuture.supplyAsync(
                () -> run("record", jvm.pid(), "--duration", "1s", "--output", file.toString()));
        while (!jvm.jcmd("JFR.check").contains("name=FirstFin") && !record.isDone()) {
            Thread.sleep(20);
        }
        switch (random.nextInt(3)) {
            case 0 -> start(random.nextBoolean());
            case 1 -> dump(random);
            default -> stop(random);
        }
        Ended ended = record.get();
        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(ended.err().contains("FirstFin stays in the JVM"))
                .as(ended.err())
                .isEqualTo(!attached && !wanting().isEmpty());
        attached |= !wanting().isEmpty();
        List<Integer> recorded = Held.in(file).closes();
        List<Integer> all = jvm.closedBetween(first, jvm.mark());
        assertThat(recorded).as("ours").isSubsetOf(all);
        if (!recorded.isEmpty()) {
            assertThat(recorded)
                    .as("ours, from its first close to its last")
                    .containsAll(all.subList(
                            all.indexOf(recorded.get(0)), all.indexOf(recorded.get(recorded.size() - 1)) + 1));
        }
        closes += recorded.size();
    }

    /** So that a check that had nothing to check is seen. */
    String summary() {
        assertThat(closes).as("closes in our recordings").isPositive();
        assertThat(refusals).as("refused detaches").isPositive();
        return number + " recordings and dumps, " + refusals + " detaches refused, " + closes
                + " closes in ours, none missing";
    }

    private void stop(String name) throws Exception {
        long last = jvm.mark();
        Path file = folder.resolve("stop" + number++ + ".jfr");
        jvm.jcmd("JFR.stop name=" + name + " filename=" + file);
        isWhole(running.remove(name), last, file);
    }

    private void isWhole(User user, long last, Path file) throws Exception {
        Held held = Held.in(file);
        for (long mark = user.firstMark(); mark <= last; mark++) {
            assertThat(held.marks()).as("marks in " + file.getFileName()).contains(mark);
        }
        if (user.ours() && user.attachedAtItsStart()) {
            assertThat(held.closes())
                    .as("closes in " + file.getFileName())
                    .containsAll(jvm.closedBetween(user.firstMark(), last));
        }
    }

    private String succeeds(String command) throws Exception {
        Map<String, String> before = settings();
        Ended ended = firstfin.run(command, jvm.pid());
        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(settings()).as("settings after " + command).isEqualTo(before);
        return ended.out();
    }

    /** Of each recording; what ours are is seen in the JVM only while we are there. */
    private Map<String, String> settings() throws Exception {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Map.Entry<String, User> user : running.entrySet()) {
            if (!user.getValue().ours()) {
                settings.put(user.getKey(), jvm.jcmd("JFR.check verbose=true name=" + user.getKey()));
            }
        }
        return settings;
    }

    private List<String> wanting() {
        return running.entrySet().stream()
                .filter(user -> user.getValue().ours())
                .map(Map.Entry::getKey)
                .toList();
    }

    private String pick(Random random) {
        return new ArrayList<>(running.keySet()).get(random.nextInt(running.size()));
    }

    private Ended run(String... arguments) {
        try {
            return firstfin.run(arguments);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
