package io.firstfin.sample.situation;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** What docs/diagnosis.md says of a situation. */
final class Section {
    private static final Template SHOWN = Template.DIAGNOSE;
    private static final String ADVICE = "  - ";

    private Section() {}

    static String of(Situation situation) throws IOException {
        List<String> lines = new Approved(situation).text(SHOWN).lines().toList();
        return "## " + situation.title() + "\n\n"
                + "You see: " + situation.seen() + "\n\n"
                + "FirstFin says:\n\n```\n" + says(lines) + "```\n"
                + "\nWhat to do: " + toDo(lines) + "\n";
    }

    /** The finding without its advice; the headline where there is none. */
    private static String says(List<String> lines) {
        int finding = lines.indexOf("") + 1;
        List<String> said = lines.get(finding).equals("No finding.")
                ? lines.subList(0, finding - 1)
                : lines.subList(finding, lines.size());
        return said.stream()
                .filter(line -> !line.startsWith(ADVICE))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String toDo(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(ADVICE))
                .map(line -> line.substring(ADVICE.length()))
                .findFirst()
                .orElse("nothing has to change.");
    }
}
