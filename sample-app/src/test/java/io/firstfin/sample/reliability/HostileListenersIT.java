package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.Jdk;
import io.firstfin.sample.Jdks;
import io.firstfin.sample.ShippedCommandLine;
import io.firstfin.sample.ShippedCommandLine.Ended;
import io.firstfin.sample.reliability.WaitingMain.Listener;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What listens at the JVM's attach socket is not HotSpot: one line, soon. */
@Execution(ExecutionMode.CONCURRENT)
class HostileListenersIT {
    @TempDir
    Path folder;

    @BeforeAll
    static void needsRoot() throws Exception {
        GuardedJvm.skipWithoutRoot(HostileListenersIT.class);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = Listener.class, mode = EnumSource.Mode.EXCLUDE, names = "HONEST")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void a_listener_that_is_not_hotspot_is_given_up_in_one_line(Listener listener) throws Exception {
        Jdk jdk = Jdks.all().get(Jdks.all().size() - 1);
        ShippedCommandLine firstfin = new ShippedCommandLine();
        try (GuardedJvm jvm = GuardedJvm.start(jdk, GuardedJvm.NOBODY, folder, listener)) {
            for (List<String> arguments : List.of(List.of("list"), List.of("attach", jvm.pid()))) {
                Ended ended = firstfin.run(arguments.toArray(new String[0]));
                TerminalText.isPlain(arguments.toString(), ended.out() + ended.err(), "fine: forged");
                if (arguments.get(0).equals("attach")) {
                    assertThat(ended.code()).as(ended.toString()).isEqualTo(1);
                    assertThat(ended.err().lines())
                            .singleElement()
                            .asString()
                            .startsWith("firstfin: JVM " + jvm.pid() + " ")
                            .doesNotContain("please report it");
                }
            }
            assertThat(jvm.said()).isEqualTo("started\n");
        }
        ReliabilityDocument.report(
                Trial.HOSTILE_PLACES,
                "an attach socket that is " + listener.name().toLowerCase(java.util.Locale.ROOT),
                jdk,
                "given up in one line");
    }
}
