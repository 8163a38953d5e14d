package io.firstfin.sample.situation;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.Jdk;
import io.firstfin.sample.Jdks;
import io.firstfin.sample.Namespace;
import io.firstfin.sample.ShippedCommandLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each situation is recorded on each JDK of this machine, in turn with one template and with the other, and its report
 * must say first what the situation expects, in the approved words. {@code -Dsituation=NAME,NAME} plays these alone;
 * {@code -Dapprove=true} approves what is said.
 */
@Order(2)
class SituationsIT {
    /** So many pairs of JVMs play at a time: a situation is mostly waiting, but a JVM that starts is not. */
    private static final int AT_A_TIME = 8;

    /** Situations that one pair plays: few, so that the pairs share the time of waiting. */
    private static final int IN_ONE_JVM = 10;

    /** Where the recordings and the whole reports are kept. */
    private static final Path REPORTS = Path.of("target/situations");

    private static final List<String> ONLY =
            Arrays.asList(System.getProperty("situation", "").split(","));

    /** With 1 each situation is recorded with the template that it has on the other JDK otherwise. */
    private static final int TURN = Integer.getInteger("turn", 0);

    @TempDir
    static Path folder;

    private static final Map<Case, CompletableFuture<FirstAnswer>> ANSWERS = new LinkedHashMap<>();

    /** A situation, recorded in one JVM. */
    record Case(Situation situation, Jdk jdk, Template template) {
        @Override
        public String toString() {
            return Situations.name(situation) + ", " + jdk + ", " + template;
        }
    }

    /** What the cases of one JVM have in common. */
    private record Kind(Jdk jdk, Template template, Surroundings surroundings) {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < Situations.ALL.size(); i++) {
            Situation situation = Situations.ALL.get(i);
            if (ONLY.contains("") || ONLY.contains(Situations.name(situation))) {
                for (int j = 0; j < Jdks.all().size(); j++) {
                    Template template = Template.values()[(i + j + TURN) % Template.values().length];
                    cases.add(new Case(situation, Jdks.all().get(j), template));
                }
            }
        }
        return cases;
    }

    @BeforeAll
    static void every_kind_of_jvm_begins_to_play() throws Exception {
        Namespace.skipWithout(SituationsIT.class);
        Files.createDirectories(REPORTS);
        ShippedCommandLine firstfin = new ShippedCommandLine();
        Map<Kind, List<Case>> kinds = new LinkedHashMap<>();
        for (Case one : cases()) {
            if (!isPossible(one.situation)) {
                continue;
            }
            ANSWERS.put(one, new CompletableFuture<>());
            kinds.computeIfAbsent(
                            new Kind(one.jdk, one.template, one.situation.surroundings()), kind -> new ArrayList<>())
                    .add(one);
        }
        kinds.values().forEach(some -> some.sort(Comparator.comparing(one -> one.situation.leavesBehind())));
        ExecutorService players = Executors.newFixedThreadPool(AT_A_TIME);
        kinds.forEach((kind, cases) -> {
            for (int begin = 0; begin < cases.size(); begin += IN_ONE_JVM) {
                List<Case> some = cases.subList(begin, Math.min(begin + IN_ONE_JVM, cases.size()));
                players.execute(() -> play(kind, some, firstfin));
            }
        });
        players.shutdown();
    }

    static Stream<Case> allCases() {
        return cases().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("allCases")
    void the_report_says_first_what_the_situation_is(Case one) throws Exception {
        if (!isPossible(one.situation)) {
            System.out.println(one + " is skipped: there is no " + one.situation.program() + " on this machine");
            Assumptions.abort("no " + one.situation.program());
        }
        FirstAnswer answer = ANSWERS.get(one).get();
        String text = answer.text();
        if (Boolean.getBoolean("approve")) {
            Approved.write(one.situation, Map.of(one.template, text));
        }
        List<String> mistakes = answer.mistakes(one.situation.expected());
        assertThat(mistakes).as("%s says:%n%s", one, text).isEmpty();
        assertThat(Steady.saidEachTime(text))
                .as(one.toString())
                .isEqualTo(Steady.saidEachTime(new Approved(one.situation).text(one.template)));
    }

    private static boolean isPossible(Situation situation) {
        return situation.program().isEmpty()
                || Programs.find(situation.program()).isPresent();
    }

    private static void play(Kind kind, List<Case> cases, ShippedCommandLine firstfin) {
        try {
            Path own = Files.createDirectory(folder.resolve(
                    Situations.name(cases.get(0).situation) + "-" + kind.jdk.feature() + "-" + kind.template.name()));
            try (SituationJvms jvms = SituationJvms.start(kind.jdk, kind.template, kind.surroundings, own)) {
                for (Case one : cases) {
                    play(one, jvms, firstfin);
                }
            }
        } catch (Throwable e) {
            cases.forEach(one -> ANSWERS.get(one).completeExceptionally(e));
        }
    }

    private static void play(Case one, SituationJvms jvms, ShippedCommandLine firstfin) {
        try {
            Path kept = REPORTS.resolve(Situations.name(one.situation) + "-" + one.jdk.feature() + ".txt");
            FirstAnswer answer = jvms.play(one.situation, kept, firstfin);
            if (answer.mayBePlayedAgain(one.situation.expected())) {
                System.out.println(one + " is played again: " + answer.text());
                answer = jvms.play(one.situation, kept, firstfin);
            }
            ANSWERS.get(one).complete(answer);
        } catch (Throwable e) {
            ANSWERS.get(one).completeExceptionally(new AssertionError(one + ": " + e.getMessage(), e));
        }
    }
}
