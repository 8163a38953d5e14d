package io.firstfin.cli.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.jna.Native;
import io.firstfin.cli.CommandLineRun;
import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.ProcFs;
import io.firstfin.cli.victim.Victim;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import io.firstfin.kernel.procfs.ProcfsSocketTable;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of a JVM in another network namespace; it takes root to make one. */
class PortDiagnosisTest {

    private static final Pattern ANSWER =
            Pattern.compile("(\\w+): (\\d+) of 1,000 ports toward" + " 10\\.99\\.0\\.2:8080 are taken, all TIME_WAIT");

    @TempDir
    Path folder;

    @BeforeEach
    void needsRoot() {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        assumeThat(Files.isExecutable(Path.of("/usr/bin/unshare"))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("io.firstfin.cli.victim.Jdks#homes")
    void the_first_line_says_that_the_ports_are_taken_and_by_what(Path jdk) throws IOException {
        try (Victim victim = Victim.inNamespace(jdk, "892", "0", "0")) {
            long before = timeWaits(victim);
            CommandLineRun doctor = CommandLineRun.of("doctor", Long.toString(victim.pid()));
            String cell = new PortColumn().text(victim.jvm());
            // they end one by one, and on a busy machine the first do before the last is made
            long after = timeWaits(victim);

            Matcher answer = ANSWER.matcher(doctor.out().lines().findFirst().orElseThrow());
            assertThat(answer.lookingAt()).as(doctor.out()).isTrue();
            long taken = Long.parseLong(answer.group(2));
            assertThat(taken).isBetween(after, before);
            assertThat(answer.group(1)).isEqualTo(taken >= 800 ? "stop" : taken >= 500 ? "worry" : "fine");
            assertThat(doctor.out())
                    .contains("No process holds a socket in TIME_WAIT")
                    .contains("ip_local_port_range: 20000 20999")
                    .contains("tcp_tw_reuse: 0");
            assertThat(cell).endsWith("/1,000 to 10.99.0.2:8080");
            assertThat(Long.parseLong(cell.substring(0, cell.indexOf('/')))).isBetween(after, taken);
        }
    }

    @Test
    void states_owners_and_accept_queues_are_told_apart() throws IOException {
        try (Victim victim = Victim.inNamespace(home(), "0", "40", "6");
                PortDiagnosis diagnosis = PortDiagnosis.begin(victim.jvm())) {
            List<String> lines = diagnosis.lines();
            assertThat(lines.get(0))
                    .isEqualTo("worry: 6 of 5 connections wait to be accepted on port"
                            + " 8081, this JVM's: the queue is full, and new ones are dropped");
            assertThat(cells(lines, "10.99.0.2:8080"))
                    .containsExactly(
                            "10.99.0.2:8080",
                            "10.99.0.2",
                            "40/1,000",
                            "fine",
                            "0",
                            "20",
                            "0",
                            "20",
                            "0",
                            "40 of 40 open");
            assertThat(cells(lines, "10.99.0.2:8081"))
                    .containsExactly(
                            "10.99.0.2:8081", "10.99.0.2", "6/1,000", "fine", "0", "6", "0", "0", "0", "6 of 6 open");
            assertThat(lines)
                    .contains("  20 sockets are in CLOSE_WAIT held by this JVM: the peer has"
                            + " closed, and the code has not yet");
        }
    }

    @Test
    void another_user_is_told_what_cannot_be_seen() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/setpriv"))).isTrue();
        try (Victim victim = Victim.inNamespace(home(), "0", "30", "0")) {
            Process process = new ProcessBuilder(
                            "setpriv",
                            "--reuid",
                            "65534",
                            "--regid",
                            "65534",
                            "--clear-groups",
                            home().resolve("bin/java").toString(),
                            "-cp",
                            readableClassPath(),
                            Lines.class.getName(),
                            Long.toString(victim.pid()))
                    .redirectErrorStream(true)
                    .start();
            List<String> lines = process.inputReader().lines().toList();
            assertThat(process.waitFor()).as(lines.toString()).isZero();
            assertThat(lines.get(0))
                    .isEqualTo("unknown: 30 ports toward 10.99.0.2:8080 are taken, 15"
                            + " ESTABLISHED, 15 CLOSE_WAIT; of how many cannot be seen");
            assertThat(lines)
                    .contains("  The number of ports is unknown: its network namespace cannot"
                            + " be seen: run as its user or as root.");
        }
    }

    @Test
    void a_process_that_is_gone_is_one_line() throws IOException {
        Victim victim = Victim.inNamespace(home(), "1", "0", "0");
        victim.close();
        try (PortDiagnosis diagnosis = PortDiagnosis.begin(victim.jvm())) {
            assertThat(diagnosis.lines())
                    .singleElement()
                    .asString()
                    .startsWith("unknown: the sockets of process " + victim.pid() + " cannot be seen");
        }
    }

    /** As the kernel lists them of the victim's network namespace. */
    private static long timeWaits(Victim victim) throws IOException {
        AtomicLong count = new AtomicLong();
        try (SocketTable table = new ProcfsSocketTable(Path.of("/proc", "" + victim.pid()))) {
            table.scan(Set.of(TcpState.TIME_WAIT), row -> count.incrementAndGet());
        }
        return count.get();
    }

    private static List<String> cells(List<String> lines, String name) {
        String line = lines.stream()
                .map(String::strip)
                .filter(text -> text.startsWith(name + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(String.join("\n", lines)));
        return List.of(line.split(" {2,}"));
    }

    private static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    /** What is needed where another user may read it, as the build's folders may not be. */
    private String readableClassPath() throws IOException, URISyntaxException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> copies = new ArrayList<>();
        for (Class<?> one : List.of(PortDiagnosis.class, Lines.class, SocketTable.class, Native.class)) {
            Path from = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path to = folder.resolve(Integer.toString(copies.size()));
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
            copies.add(to.toString());
        }
        return String.join(":", copies);
    }

    /** What another user runs. */
    static final class Lines {
        public static void main(String[] args) {
            try (PortDiagnosis diagnosis =
                    PortDiagnosis.begin(new JvmProcess(ProcFs.system(), Long.parseLong(args[0])))) {
                diagnosis.lines().forEach(System.out::println);
            }
        }
    }
}
