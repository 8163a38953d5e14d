package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.launcher.Forks.Ended;
import io.firstfin.victim.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code -javaagent:firstfin.jar=record}: a JVM that records itself from its start. */
class AlwaysOnIT {

    private static final int EXIT_OF_THE_APPLICATION = 7;

    @TempDir
    private Path folder;

    static Stream<Path> jdks() {
        return Jdks.homes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void what_is_opened_before_the_application_begins_is_in_the_recording(Path home) throws Exception {
        Path file = folder.resolve("early.jfr");
        Forks forks = new Forks(folder);
        Path early = forks.agent("early.jar", "Premain-Class", "io.firstfin.victim.EarlyAgent");

        Ended ended = hello(forks, home, record("template=diagnose,file=" + file), "-javaagent:" + early);

        isUndisturbed(ended, List.of());

        assertThat(events(file, "firstfin.Connect")).hasSize(2);
        assertThat(events(file, "firstfin.Connect").get(0).getStackTrace().getFrames())
                .extracting(frame -> frame.getMethod().getType().getName())
                .contains("io.firstfin.victim.EarlyAgent");
        holdsBothVerdicts(file);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_folder_gets_a_file_for_each_jvm(Path home) throws Exception {
        Path recordings = Files.createDirectory(folder.resolve("recordings"));
        Forks forks = new Forks(folder);
        for (int jvm = 0; jvm < 2; jvm++) {
            isUndisturbed(hello(forks, home, record("file=" + recordings)), List.of());
        }
        List<Path> files = files(recordings);
        assertThat(files).hasSize(2);
        for (Path file : files) {
            assertThat(file.getFileName().toString()).matches("firstfin-\\d+-\\d{8}-\\d{6}(-2)?\\.jfr");
            holdsBothVerdicts(file);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void goes_with_a_recording_that_the_jvm_starts(Path home) throws Exception {
        Path ours = folder.resolve("ours.jfr");
        Path theirs = folder.resolve("theirs.jfr");
        Ended ended = hello(
                home,
                record("file=" + ours),
                "-Xlog:jfr+startup=off",
                "-XX:StartFlightRecording:filename=" + theirs + ",settings=none,+firstfin.Close#enabled=true");

        isUndisturbed(ended, List.of());
        holdsBothVerdicts(ours);
        assertThat(events(theirs, "firstfin.Close")).hasSize(2);
    }

    static Stream<Arguments> wrong() {
        Map<String, String> wrong = new HashMap<>();
        wrong.put("=verbose=true", "there is no option \"verbose\": write record, then any of ");
        wrong.put("=record,maxage=1x", "maxage: \"1x\" is no duration: write a whole number and ");
        wrong.put("=record,file=/no/such/f.jfr", "file: there is no folder /no/such: make it, or ");
        wrong.put("=record,file=/proc/f.jfr", "file: this JVM cannot write to /proc");
        wrong.put("=record,template=bad.jfc", "template: there is no file bad.jfc: write firstfin, ");
        wrong.put("=record,template=/proc/self/status", "template: JFR cannot read /proc/self/status");
        return jdks().flatMap(
                        home -> wrong.entrySet().stream().map(one -> Arguments.of(home, one.getKey(), one.getValue())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("wrong")
    void a_wrong_option_is_told_in_one_line_and_the_jvm_is_traced_all_the_same(Path home, String options, String said)
            throws Exception {
        Path theirs = folder.resolve("theirs.jfr");
        Ended ended = hello(
                home,
                "-javaagent:" + Forks.JAR + options,
                "-Xlog:jfr+startup=off",
                "-XX:StartFlightRecording:filename=" + theirs + ",settings=none,+firstfin.Close#enabled=true");

        isUndisturbed(ended, List.of("FirstFin does not record: " + said));
        assertThat(events(theirs, "firstfin.Close")).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void says_in_one_line_that_jfr_is_off(Path home) throws Exception {
        Ended ended = hello(home, record("maxage=1d"), "-XX:-FlightRecorder");

        assertThat(ended.exit()).isEqualTo(EXIT_OF_THE_APPLICATION);
        assertThat(ended.err().stream().filter(line -> !line.contains("VM warning")))
                .containsExactly(
                        "FirstFin does not record: JFR is off in this JVM: take" + " -XX:-FlightRecorder away");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void status_tells_of_it_and_a_detach_waits_until_it_was_ended(Path home) throws Exception {
        Forks forks = new Forks(folder);
        Path file = folder.resolve("app.jfr");
        try (Victim victim = Victim.with(forks, home, record("maxage=120m,file=" + file))) {
            assertThat(forks.firstfin(home, "status", victim.pid()).out())
                    .anyMatch(line -> line.matches("  always on +since the start, template firstfin,"
                            + " the last 2h, 256 MB at most, written at exit to " + file
                            + "; jcmd PID JFR.stop name=firstfin ends it"));

            Ended record = forks.firstfin(
                    home,
                    "record",
                    victim.pid(),
                    "--duration",
                    "1s",
                    "--output",
                    folder.resolve("beside.jfr").toString());
            assertThat(record.exit()).as(record.toString()).isZero();
            assertThat(record.err())
                    .as("it asks for our events alone")
                    .noneMatch(line -> line.contains("Another recording"));

            Ended refused = forks.firstfin(home, "detach", victim.pid());
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).hasSize(1);
            assertThat(refused.err().get(0))
                    .contains("could not detach: it records itself since its"
                            + " start: end that with \"jcmd PID JFR.stop name=firstfin\" first");

            victim.worksOn();
            Ended stop = jcmd(home, forks, victim, "JFR.stop name=firstfin");
            assertThat(stop.exit()).as(stop.toString()).isZero();
            LastWords.read(file).areThoseOfBothEnds();
            assertThat(events(file, "firstfin.Close")).isNotEmpty();

            assertThat(forks.firstfin(home, "status", victim.pid()).out())
                    .anyMatch(line -> line.matches("  always on +no"));
            assertThat(forks.firstfin(home, "detach", victim.pid()).exit()).isZero();
            victim.becomes("threads", "[]");
            victim.classes();
            victim.becomes("isolated classes", "0");
            victim.worksOn();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void a_detach_by_force_ends_it_and_leaves_its_file(Path home) throws Exception {
        Forks forks = new Forks(folder);
        Path file = folder.resolve("app.jfr");
        try (Victim victim = Victim.with(forks, home, record("file=" + file))) {
            victim.worksOn();
            assertThat(forks.firstfin(home, "detach", victim.pid(), "--force").exit())
                    .isZero();

            assertThat(events(file, "firstfin.Close")).isNotEmpty();
            victim.becomes("threads", "[]");
            victim.worksOn();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void after_an_attach_jcmd_records_with_a_template_that_was_written_out(Path home) throws Exception {
        Forks forks = new Forks(folder);
        Path templates = folder.resolve("templates");
        Path file = folder.resolve("look.jfr");
        try (Victim victim = new Victim(forks, home)) {
            assertThat(forks.firstfin(home, "attach", victim.pid()).exit()).isZero();
            Ended written = forks.firstfin(home, "templates", "--output", templates.toString());
            String line = written.out().get(written.out().size() - 1);
            assertThat(line).contains("jcmd PID JFR.start settings=" + templates);

            String start = line.substring(line.indexOf("JFR.start"));
            assertThat(jcmd(home, forks, victim, start + " name=look").out())
                    .anyMatch(said -> said.startsWith("Started recording"));
            victim.worksOn();
            jcmd(home, forks, victim, "JFR.stop name=look filename=" + file);

            LastWords.read(file).areThoseOfBothEnds();
            assertThat(events(file, "firstfin.Close")).isNotEmpty();
        }
    }

    private static Ended jcmd(Path home, Forks forks, Victim victim, String command) throws Exception {
        return forks.shell(home, forks.classes(), "jcmd " + victim.pid() + " " + command);
    }

    private static String record(String options) {
        return "-javaagent:" + Forks.JAR + "=record," + options;
    }

    private Ended hello(Path home, String... options) throws Exception {
        return hello(new Forks(folder), home, options);
    }

    private static Ended hello(Forks forks, Path home, String... options) throws Exception {
        return forks.victim(home, Hello.class, options);
    }

    /** @param said how each line on stderr begins */
    private static void isUndisturbed(Ended ended, List<String> said) {
        assertThat(ended.exit()).as(ended.toString()).isEqualTo(EXIT_OF_THE_APPLICATION);
        assertThat(ended.out()).containsExactly("hello 1");
        assertThat(ended.err()).as(ended.toString()).hasSameSizeAs(said);
        for (int line = 0; line < said.size(); line++) {
            assertThat(ended.err().get(line)).startsWith(said.get(line));
        }
    }

    /** The accepted end closed first, and its peer after that. */
    static void holdsBothVerdicts(Path file) throws IOException {
        Map<String, String> byRole = new HashMap<>();
        Map<String, String> roles = new HashMap<>();
        List<RecordedEvent> words = new ArrayList<>(events(file, "firstfin.Close"));
        words.forEach(close -> roles.put(close.getString("connection"), close.getString("role")));
        words.addAll(events(file, "firstfin.KernelState"));
        for (RecordedEvent word : words) {
            byRole.put(roles.get(word.getString("connection")), word.getString("closedFirst"));
        }
        assertThat(byRole).isEqualTo(Map.of("SERVER", "LOCAL", "CLIENT", "REMOTE"));
    }

    private static List<RecordedEvent> events(Path file, String type) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(type))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
