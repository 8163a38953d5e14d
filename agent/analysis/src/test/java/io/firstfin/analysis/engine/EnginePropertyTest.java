package io.firstfin.analysis.engine;

import static io.firstfin.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.event.AcceptQueueEvent;
import io.firstfin.analysis.event.BindEvent;
import io.firstfin.analysis.event.CloseWaitEvent;
import io.firstfin.analysis.event.DescriptorExhaustionEvent;
import io.firstfin.analysis.event.Ends;
import io.firstfin.analysis.event.FinWaitEvent;
import io.firstfin.analysis.event.HalfCloseEvent;
import io.firstfin.analysis.event.KernelStateEvent;
import io.firstfin.analysis.event.PortExhaustionEvent;
import io.firstfin.analysis.event.PortInUseEvent;
import io.firstfin.analysis.event.StackTrace;
import io.firstfin.analysis.event.TestEvents;
import io.firstfin.analysis.event.TracedEvent;
import io.firstfin.analysis.event.UnreleasedChannelEvent;
import io.firstfin.analysis.model.AcceptQueue;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.Window;
import io.firstfin.analysis.render.json.JsonReport;
import io.firstfin.analysis.view.Report;
import io.firstfin.testing.Choices;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Ending;
import io.firstfin.verdict.FailureKind;
import io.firstfin.verdict.Proof;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.Trigger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Neither the order of the events nor their split among engines changes what is reported. */
class EnginePropertyTest {

    /** As many as take some seconds; {@code -Dproperty.tries} asks for more. */
    private static final int TRIES = Integer.getInteger("property.tries", 300);

    private static final long MINUTES = 3;
    private static final List<Window> RECORDED =
            List.of(new Window(TestEvents.BEGIN, TestEvents.BEGIN.plusSeconds(60 * MINUTES)));

    /** An event of one of a few JVMs. */
    private record Drawn(String jvm, TracedEvent event) {}

    /** How the events are split: which part each goes to, and which parts are written and read. */
    private record Split(int parts, long seed, boolean written) {}

    private record SplitEvents(List<Drawn> events, Split split) {}

    @Test
    void any_split_merged_in_any_order_reports_the_same_as_all_events_at_once() {
        forAll(TRIES, EnginePropertyTest::splitEvents, drawn -> {
            List<Drawn> events = drawn.events;
            Split split = drawn.split;
            Engine whole = engine(events);
            List<Engine> parts = new ArrayList<>();
            Random random = new Random(split.seed);
            List<List<Drawn>> parted = new ArrayList<>();
            for (int i = 0; i < split.parts; i++) {
                parted.add(new ArrayList<>());
            }
            events.forEach(event -> parted.get(random.nextInt(split.parts)).add(event));
            for (List<Drawn> part : parted) {
                Collections.shuffle(part, random);
                parts.add(engine(part));
            }
            Collections.shuffle(parts, random);
            while (parts.size() > 1) {
                Engine one = parts.remove(random.nextInt(parts.size()));
                Engine other = parts.get(random.nextInt(parts.size()));
                merge(other, one, split.written);
            }
            assertThat(reported(parts.get(0))).isEqualTo(reported(whole));
        });
    }

    @Test
    void a_snapshot_changes_nothing() {
        forAll(TRIES / 5, EnginePropertyTest::events, events -> {
            Engine asked = newEngine();
            for (Drawn drawn : events) {
                asked.accept(drawn.jvm, drawn.event);
                asked.snapshot();
            }
            assertThat(reported(asked)).isEqualTo(reported(engine(events)));
        });
    }

    private static void merge(Engine into, Engine part, boolean written) {
        if (!written) {
            into.merge(part);
            return;
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            part.write(bytes);
            into.merge(new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reported(Engine engine) {
        return JsonReport.render(Report.of(engine.snapshot()));
    }

    private static Engine engine(List<Drawn> events) {
        Engine engine = newEngine();
        events.forEach(drawn -> engine.accept(drawn.jvm, drawn.event));
        return engine;
    }

    private static Engine newEngine() {
        Engine engine = new Engine();
        engine.recorded("jvm-1", "one.jfr", RECORDED);
        engine.recorded("jvm-2", "two.jfr", RECORDED);
        return engine;
    }

    private static SplitEvents splitEvents(Choices choices) {
        return new SplitEvents(events(choices), split(choices));
    }

    private static Split split(Choices choices) {
        return new Split(choices.between(1, 5), choices.between(0L, 1_000_000L), choices.bool());
    }

    private static List<Drawn> events(Choices choices) {
        return choices.list(
                0, 60, one -> new Drawn(one.of("jvm-1", "jvm-2"), event(one, one.between(0L, MINUTES * 60_000))));
    }

    private static TracedEvent event(Choices choices, long millis) {
        String connection = "c-" + choices.between(1, 12);
        Ends ends =
                choices.of(TestEvents.ends(choices.between(40_000, 40_003)), new Ends("10.0.0.1", 80, "10.1.0.9", 5));
        return switch (choices.between(0, 16)) {
            case 0, 1 -> TestEvents.connect(millis, connection, ends);
            case 2 -> TestEvents.failedConnect(millis, connection, choices.of(FailureKind.values()));
            case 3 -> TestEvents.accept(millis, connection, ends);
            case 4, 5, 6, 7 -> close(choices, millis, connection, ends);
            case 8, 9 ->
                TestEvents.settled(
                        millis,
                        connection,
                        choices.of(ClosedFirst.LOCAL, ClosedFirst.REMOTE, ClosedFirst.BOTH),
                        choices.of(Ending.values()));
            case 10 ->
                new KernelStateEvent(
                        TestEvents.at(millis),
                        connection,
                        choices.of("TIME_WAIT", "FIN_WAIT2", ""),
                        Duration.ofSeconds(choices.between(0, 60)),
                        Optional.empty());
            case 11 -> TestEvents.sample(millis, connection, choices.of(Act.values()), choices.between(1, 50));
            case 12 -> new HalfCloseEvent(TestEvents.at(millis), connection, stack(choices));
            case 13 -> TestEvents.budget(millis, choices.of(PortSide.values()), choices.between(0, 900));
            case 14 -> TestEvents.timeWaitCounted(millis, choices.between(-1, 500));
            case 15 -> rare(choices, millis, connection, ends);
            default ->
                new CloseWaitEvent(
                        TestEvents.at(millis),
                        connection,
                        ends,
                        choices.of(Role.values()),
                        Duration.ofSeconds(choices.between(1, 60)),
                        choices.of("shop.Orders.send(Orders.java:42)", ""),
                        "",
                        choices.between(0, 4),
                        choices.between(0, 2));
        };
    }

    private static TracedEvent close(Choices choices, long millis, String connection, Ends ends) {
        TestEvents.Close close = TestEvents.close(millis, connection)
                .between(ends)
                .as(choices.of(Role.values()))
                .first(
                        choices.of(ClosedFirst.LOCAL, ClosedFirst.REMOTE, ClosedFirst.UNKNOWN),
                        choices.of(Proof.values()))
                .ending(choices.of(Ending.values()))
                .by(choices.of(Trigger.values()))
                .because(choices.of("", "IDLE_TIMEOUT"))
                .with(choices.of(-1, 0, 5), choices.bool())
                .after(Duration.ofMillis(choices.between(-1, 100_000)));
        return choices.bool() ? close.withoutStack().event() : close.event();
    }

    private static TracedEvent rare(Choices choices, long millis, String connection, Ends ends) {
        return switch (choices.between(0, 6)) {
            case 0 ->
                new PortExhaustionEvent(
                        choices.bool(),
                        ends,
                        TestEvents.budget(millis, PortSide.CLIENT, choices.between(0, 900))
                                .count(),
                        List.of("owner"),
                        "",
                        "",
                        "no port",
                        choices.between(1, 9));
            case 1 ->
                new PortInUseEvent(TestEvents.at(millis), ends, choices.of("", "nobody any more", "a listener"), "", 1);
            case 2 ->
                new BindEvent(
                        TestEvents.at(millis),
                        "10.0.0.1",
                        80,
                        true,
                        false,
                        choices.of("", "in use"),
                        "",
                        stack(choices));
            case 3 -> new FinWaitEvent(TestEvents.at(millis), connection, choices.of("", "shop.Orders", "shop.Stock"));
            case 5 ->
                new DescriptorExhaustionEvent(
                        TestEvents.at(millis),
                        choices.bool(),
                        choices.between(0, 2),
                        choices.of(-1L, 1_024L),
                        choices.between(0, 9),
                        choices.between(-1, 9),
                        choices.between(-1, 9),
                        choices.of("", "shop.Orders"),
                        choices.between(0, 9),
                        choices.of("", "shop.Stock"),
                        "Too many open files",
                        choices.between(1, 9));
            case 4 ->
                new UnreleasedChannelEvent(
                        TestEvents.at(millis),
                        connection,
                        Duration.ofSeconds(choices.between(0, 9)),
                        "shop.Orders",
                        choices.of("", "java.net.http of JDK 25"),
                        choices.between(0, 9));
            default ->
                new AcceptQueueEvent(
                        TestEvents.at(millis),
                        "0.0.0.0",
                        80,
                        new AcceptQueue.Look(
                                choices.between(0, 60),
                                50,
                                0,
                                Duration.ofSeconds(choices.between(0, 9)),
                                TestEvents.UNKNOWN,
                                "",
                                "",
                                "",
                                "",
                                false),
                        choices.between(0, 2));
        };
    }

    private static StackTrace stack(Choices choices) {
        return choices.of(
                TestEvents.STACK,
                StackTrace.NONE,
                new StackTrace(List.of(new StackTrace.Frame("shop.Stock", "ask", 7)), true));
    }
}
