package io.firstfin.sample.situation;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.ShippedCommandLine;
import io.firstfin.sample.ShippedCommandLine.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * What an engineer reads first in a report.
 *
 * @param headline its lines before the findings
 * @param finding the name of the first finding; empty where there is none
 * @param severity of the first finding
 * @param statement of the first finding
 * @param advice of the first finding
 */
record FirstAnswer(List<String> headline, String finding, String severity, String statement, List<String> advice) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Findings about the recording itself, which come with a busy machine. */
    private static final Set<String> OF_TRUST = Set.of("VERDICTS_SUPPOSED", "VERDICTS_UNKNOWN");

    /**
     * Reports a recording by the shipped jar.
     *
     * @param kept where the whole report is kept, for whoever wants to see more of it; the recording stands beside it
     */
    static FirstAnswer of(Path recording, Path kept, ShippedCommandLine firstfin) throws Exception {
        Path json = recording.resolveSibling(recording.getFileName() + ".json");
        Ended ended = firstfin.run("report", recording.toString(), "--json", json.toString());
        assertThat(ended.code()).as(ended.err()).isZero();
        Files.writeString(kept, ended.out());
        Files.move(recording, Path.of(kept.toString().replaceFirst("\\.txt$", ".jfr")), REPLACE_EXISTING);
        List<String> headline =
                ended.out().lines().takeWhile(line -> !line.isBlank()).toList();
        JsonNode findings = JSON.readTree(Files.readString(json)).get("findings");
        List<String> names = new ArrayList<>();
        findings.forEach(finding -> names.add(finding.get("id").asString()));
        if (names.isEmpty()) {
            return new FirstAnswer(headline, "", "", "", List.of());
        }
        JsonNode first = findings.get(0);
        List<String> advice = new ArrayList<>();
        first.get("advice").forEach(one -> advice.add(one.asString()));
        return new FirstAnswer(
                headline,
                names.get(0),
                first.get("severity").asString(),
                first.get("statement").asString(),
                advice);
    }

    /**
     * Whether the machine may be to blame: a doubt about the recording stands before what it is about, or what should
     * be found was over before the kernel was sampled.
     */
    boolean mayBePlayedAgain(Expected expected) {
        return OF_TRUST.contains(finding) || finding.isEmpty() && !expected.isNothing();
    }

    /** In what it is not what the situation expects; empty where it is right. */
    List<String> mistakes(Expected expected) {
        List<String> mistakes = new ArrayList<>();
        String change = headline.stream()
                .filter(line -> line.startsWith("Change first: "))
                .findFirst()
                .orElse("");
        if (expected.isNothing()) {
            if (!severity.isEmpty() && !severity.equals("INFO")) {
                mistakes.add(finding + " is found, and there is nothing to complain about");
            }
            if (!change.equals("Change first: nothing has to change.")) {
                mistakes.add("it must say that nothing has to change, and says: " + change);
            }
            return mistakes;
        }
        if (!finding.equals(expected.finding())) {
            mistakes.add("the first finding must be " + expected.finding() + ", and is " + finding);
        }
        if (!statement.contains(expected.callSite())) {
            mistakes.add("it must name " + expected.callSite() + ", and says: " + statement);
        }
        String first = advice.isEmpty() ? "" : advice.get(0);
        if (!first.toLowerCase(Locale.ROOT).contains(expected.advice().toLowerCase(Locale.ROOT))) {
            mistakes.add("its first advice must contain \"" + expected.advice() + "\", and is: " + first);
        }
        if (change.contains("nothing has to change") && !first.startsWith("Nothing has to change")) {
            mistakes.add("above a finding that says what to change, it says that nothing has to");
        }
        return mistakes;
    }

    /** As text to be approved: what differs from run to run is left out, and numbers are #. */
    String text() {
        StringBuilder text = new StringBuilder();
        headline.forEach(line -> text.append(Steady.line(line)).append('\n'));
        if (finding.isEmpty()) {
            return text.append("\nNo finding.\n").toString();
        }
        text.append('\n').append(severity).append(' ').append(finding).append('\n');
        for (String sentence : Steady.sentences(statement)) {
            text.append("  ").append(sentence).append('\n');
        }
        advice.stream()
                .limit(1)
                .forEach(one -> text.append("  - ").append(Steady.line(one)).append('\n'));
        return text.toString();
    }
}
