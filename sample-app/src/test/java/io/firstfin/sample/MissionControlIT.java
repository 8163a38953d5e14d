package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmc.common.item.Attribute;
import org.openjdk.jmc.common.item.IAttribute;
import org.openjdk.jmc.common.item.IItem;
import org.openjdk.jmc.common.item.IItemIterable;
import org.openjdk.jmc.common.item.IMemberAccessor;
import org.openjdk.jmc.common.unit.UnitLookup;
import org.openjdk.jmc.flightrecorder.JfrLoaderToolkit;

/** JDK Mission Control reads from a recording what the JDK reads from it. */
class MissionControlIT {
    private static final IAttribute<String> CONNECTION =
            Attribute.attr("connection", "Connection", UnitLookup.PLAIN_TEXT);
    /** What the last word on a close says. */
    private static final List<IAttribute<String>> WORDS = Stream.of("closedFirst", "ending", "timeWait", "state")
            .map(field -> Attribute.attr(field, field, UnitLookup.PLAIN_TEXT))
            .toList();

    private static final int SHORT_CONNECTIONS = 17;

    static Stream<StagedScenario> scenarios() {
        return StagedScenario.all(Way.JAVAAGENT)
                .filter(scenario -> scenario.number() == SHORT_CONNECTIONS
                        && scenario.variant().equals("socket"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void mission_control_sees_the_same_events_of_the_same_connections(StagedScenario scenario) throws Exception {
        Map<String, List<String>> seenByMissionControl = new HashMap<>();
        Played played = Play.play(scenario, file -> readWithMissionControl(file, seenByMissionControl));

        Map<String, List<String>> seenByTheJdk = new HashMap<>();
        for (Reported reported : played.verdicts().all()) {
            seenByTheJdk
                    .computeIfAbsent("firstfin." + reported.type(), type -> new ArrayList<>())
                    .add(reported.connection());
        }
        Checks.everything(played);
        assertThat(seenByMissionControl.remove("words"))
                .as("the kernel's words")
                .containsExactlyInAnyOrderElementsOf(played.verdicts().of("KernelState").stream()
                        .map(reported -> reported.connection()
                                + WORDS.stream()
                                        .map(word -> reported.event().getString(word.getIdentifier()))
                                        .toList())
                        .toList());
        assertThat(seenByTheJdk.get("firstfin.Close")).hasSizeGreaterThanOrEqualTo(400);
        assertThat(seenByMissionControl.keySet()).isEqualTo(seenByTheJdk.keySet());
        seenByTheJdk.forEach((type, connections) ->
                assertThat(seenByMissionControl.get(type)).as(type).containsExactlyInAnyOrderElementsOf(connections));
    }

    private static void readWithMissionControl(Path file, Map<String, List<String>> seen) throws Exception {
        assertThat(Files.size(file)).isPositive();
        for (IItemIterable items : JfrLoaderToolkit.loadEvents(file.toFile())) {
            String type = items.getType().getIdentifier();
            IMemberAccessor<String, IItem> connection = CONNECTION.getAccessor(items.getType());
            if (type.startsWith("firstfin.") && connection != null) {
                for (IItem item : items) {
                    seen.computeIfAbsent(type, name -> new ArrayList<>()).add(connection.getMember(item));
                    if (type.equals("firstfin.KernelState")) {
                        seen.computeIfAbsent("words", name -> new ArrayList<>())
                                .add(connection.getMember(item) + words(items, item));
                    }
                }
            }
        }
    }

    private static List<String> words(IItemIterable items, IItem item) {
        List<String> words = new ArrayList<>();
        for (IAttribute<String> word : WORDS) {
            words.add(word.getAccessor(items.getType()).getMember(item));
        }
        return words;
    }
}
