package io.firstfin.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.cli.CommandLineRun;
import io.firstfin.cli.jvm.ProcFs;
import io.firstfin.cli.victim.FakeJar;
import io.firstfin.cli.victim.Victim;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that somebody stopped cannot answer: every command says so at once, however often. */
@Timeout(60)
class StoppedJvmTest {
    private static final int TIMES = 60;

    @TempDir
    Path folder;

    @Test
    void every_command_says_so_and_leaves_its_attach_socket_alone() throws Exception {
        Path jar = FakeJar.in(folder);
        try (Victim victim = Victim.start(Path.of(System.getProperty("java.home")))) {
            assertThat(run(jar, "attach", victim).code()).isZero();
            signal(victim, "STOP");
            String line = "JVM " + victim.pid() + " is stopped (state T) and cannot answer: let it"
                    + " continue with kill -CONT " + victim.pid();
            for (int i = 0; i < TIMES; i++) {
                CommandLineRun list = CommandLineRun.with(jar, ProcFs.system(), "list");
                assertThat(list.code()).isZero();
                assertThat(list.err()).contains(line + "\n");
                assertThat(list.out().lines().filter(row -> row.startsWith(victim.pid() + " ")))
                        .hasSize(1);
            }
            for (String command : new String[] {"status", "attach", "detach", "record"}) {
                CommandLineRun refused = run(jar, command, victim);
                assertThat(refused.code()).as(command).isEqualTo(1);
                assertThat(refused.err()).as(command).endsWith("firstfin: " + line + "\n");
                assertThat(refused.out()).as(command).isEmpty();
            }
            assertThat(run(jar, "doctor", victim).err()).contains(line);

            signal(victim, "CONT");
            assertThat(run(jar, "status", victim).out()).contains("attached");
            assertThat(run(jar, "detach", victim).code()).isZero();
        }
    }

    private static CommandLineRun run(Path jar, String command, Victim victim) {
        return CommandLineRun.with(jar, ProcFs.system(), command, "" + victim.pid());
    }

    private static void signal(Victim victim, String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, "" + victim.pid())
                        .start()
                        .waitFor())
                .isZero();
        while (signal.equals("STOP") != (victim.jvm().status().get().state() == 'T')) {
            Thread.onSpinWait();
        }
    }
}
