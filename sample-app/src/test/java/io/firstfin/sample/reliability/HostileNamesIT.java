package io.firstfin.sample.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.Jdk;
import io.firstfin.sample.Namespace;
import io.firstfin.sample.ShippedCommandLine;
import io.firstfin.sample.ShippedCommandLine.Ended;
import io.firstfin.sample.SmallJvm;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names that try to speak to the terminal, to the browser, to a spreadsheet: they stay names. */
@Execution(ExecutionMode.CONCURRENT)
class HostileNamesIT {
    private static final String FORGED = "fine: forged";
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@]");
    private static final int LONGEST_CELL = 4_000;
    private static final int SCRIPTS_OF_THE_PAGE = 3;

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Trial.HOSTILE_NAMES.jdks();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void names_in_a_recording_stay_names_in_every_form_of_the_report(Jdk jdk) throws Exception {
        String recording = record(jdk).toString();
        ShippedCommandLine firstfin = new ShippedCommandLine();

        TerminalText.isPlain("report", succeeded(firstfin.run("report", recording)), FORGED);
        TerminalText.isPlain("--closes", succeeded(firstfin.run("report", recording, "--closes")), FORGED);
        String json = succeeded(firstfin.run("report", recording, "--json", "-"));
        TerminalText.isPlain("--json -", json, FORGED);
        JsonNode sites = JsonMapper.shared().readTree(json).get("callSites");
        assertThat(texts(sites, "className"))
                .containsAll(
                        HostileNames.CLASSES.stream().map(HostileNames::binary).toList());
        assertThat(texts(sites, "method")).contains(HostileNames.METHOD);
        assertThat(json).as("the thread that does not accept").contains("acceptor\\n<b>");

        String csv = succeeded(firstfin.run("report", recording, "--closes", "--csv"));
        TerminalText.isPlain("--csv", csv.replace("\r\n", "\n"), FORGED);
        isReadBack(csv, texts(sites, "site"));
        Path html = folder.resolve("report.html");
        succeeded(firstfin.run("report", recording, "--html", html.toString()));
        hasNoMarkupOfOthers(Jsoup.parse(Files.readString(html)));
        ReliabilityDocument.report(
                Trial.HOSTILE_NAMES,
                "classes, methods, threads and hosts in a recording",
                jdk,
                HostileNames.CLASSES.size() + " classes: plain on the terminal, whole in JSON and"
                        + " CSV, no markup in HTML");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void names_of_a_live_jvm_stay_names_in_every_command(Jdk jdk) throws Exception {
        ShippedCommandLine firstfin = new ShippedCommandLine();
        Process jvm = startHostileMain(jdk);
        try {
            assertThat(jvm.inputReader().readLine()).isEqualTo("started");
            String pid = Long.toString(jvm.pid());
            List<Ended> all = new ArrayList<>();
            all.add(firstfin.run("list"));
            assertThat(all.get(0).out().lines().filter(line -> line.startsWith(pid + " ")))
                    .as("list")
                    .singleElement()
                    .asString()
                    .contains("?cEvil fine: forged?");
            all.add(firstfin.run("doctor", pid));
            all.add(firstfin.run("status", pid));
            all.add(firstfin.run("attach", pid));
            Ended status = firstfin.run("status", pid);
            all.add(status);
            assertThat(status.out()).contains("?[2Jmine fine: forged");
            Ended refused = firstfin.run("detach", pid);
            all.add(refused);
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.err()).contains("?[2Jmine fine: forged");
            all.add(firstfin.run(
                    "record",
                    pid,
                    "--duration",
                    "500ms",
                    "--output",
                    folder.resolve("out.jfr").toString()));
            all.add(firstfin.run("detach", pid, "--force"));
            for (Ended ended : all) {
                TerminalText.isPlain(pid, ended.out(), FORGED);
                TerminalText.isPlain(pid, ended.err(), FORGED);
                assertThat(ended.code()).as(ended.toString()).isBetween(0, 1);
                assertThat(ended.err()).doesNotContain("please report it", "\tat ");
            }
            assertThat(all.get(all.size() - 1).code()).isZero();
        } finally {
            jvm.destroyForcibly();
            jvm.waitFor();
        }
        ReliabilityDocument.report(
                Trial.HOSTILE_NAMES,
                "main class, temporary folder and recording of a live JVM",
                jdk,
                "list, doctor, status, attach, record, detach: plain on the terminal");
    }

    private Path record(Jdk jdk) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        for (int i = 0; i < HostileNames.CLASSES.size(); i++) {
            Files.write(
                    classes.resolve(i + ".class"),
                    HostileClassFiles.client(HostileNames.CLASSES.get(i), HostileNames.METHOD));
        }
        Path hosts = Files.writeString(
                folder.resolve("hosts"),
                HostileNames.HOSTS.stream()
                        .map(host -> "127.0.0.1 " + host + "\n")
                        .collect(Collectors.joining()));
        List<String> options = List.of("-Dhostile.classes=" + classes, "-Djdk.net.hosts.file=" + hosts);
        try (SmallJvm jvm = SmallJvm.startIn(
                new Namespace(40_000, 49_999).entry(), options, jdk, folder, HostileNamesVictim.class)) {
            jvm.awaitEnd();
            return jvm.recording();
        }
    }

    private Process startHostileMain(Jdk jdk) throws Exception {
        Path main = Files.createDirectories(folder.resolve("main"));
        Files.write(
                main.resolve(HostileNames.MAIN + ".class"),
                HostileClassFiles.main(
                        HostileNames.MAIN, HostileMain.class.getName().replace('.', '/')));
        Path temp = Files.createDirectories(folder.resolve("\u001b[31mtemp\nfine: forged"));
        Path tests = Path.of(System.getProperty("sample.classes")).resolveSibling("test-classes");
        return new ProcessBuilder(
                        jdk.java().toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-Djava.io.tmpdir=" + temp,
                        "-cp",
                        main + ":" + tests,
                        HostileNames.MAIN)
                .redirectError(folder.resolve("stderr").toFile())
                .start();
    }

    private static String succeeded(Ended ended) {
        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.err()).isEmpty();
        return ended.out();
    }

    /** Each site of a close, in one line, not longer than a cell may be, and not as a formula. */
    private static void isReadBack(String csv, Set<String> sites) throws Exception {
        Set<String> expected = sites.stream()
                .map(TerminalText::plain)
                .map(site -> FORMULA.matcher(site).lookingAt() ? "'" + site : site)
                .map(site -> site.substring(0, Math.min(site.length(), LONGEST_CELL)))
                .collect(Collectors.toSet());
        Set<String> read = new HashSet<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(csv), format)) {
            for (CSVRecord close : parser) {
                assertThat(close.isConsistent()).as(close.toString()).isTrue();
                read.add(close.get("callSite"));
            }
        }
        read.remove("");
        assertThat(expected).containsAll(read);
        assertThat(read)
                .filteredOn(site -> site.contains("close c =1+1,\"") || site.length() == LONGEST_CELL)
                .hasSize(HostileNames.CLASSES.size());
        assertThat(read).noneMatch(site -> FORMULA.matcher(site).lookingAt());
    }

    private static void hasNoMarkupOfOthers(Document page) {
        assertThat(page.select("script")).hasSize(SCRIPTS_OF_THE_PAGE);
        assertThat(page.select("hostile-tag, img, iframe, svg[onload]")).isEmpty();
        for (Element element : page.getAllElements()) {
            assertThat(element.attributes().asList())
                    .as(element.tagName())
                    .noneMatch(attribute -> attribute.getKey().startsWith("on"));
        }
        assertThat(page.body().text())
                .contains("<script>alert(1)<script>", "<hostile-tag onclick=", "{{headline}}{{{script}}}");
    }

    private static Set<String> texts(JsonNode array, String field) {
        Set<String> texts = new HashSet<>();
        array.forEach(node -> texts.add(node.get(field).stringValue()));
        return texts;
    }
}
