package io.firstfin.sample.situation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The approved answers of a situation: one text, or one for each template where they differ. {@code -Dapprove=true}
 * writes them.
 */
final class Approved {
    /** Where they are, seen from this module's folder. */
    static final Path FOLDER = Path.of("src/test/resources/io/firstfin/sample/situation");

    private static final String HEADING = "== ";

    private final Path file;

    Approved(Situation situation) {
        this.file = FOLDER.resolve(Situations.name(situation) + ".txt");
    }

    /** Empty where none was approved. */
    synchronized String text(Template template) throws IOException {
        Map<Template, String> texts = read();
        return texts.getOrDefault(template, "");
    }

    /** Approves what is given, as it is. */
    static void write(Situation situation, Map<Template, String> texts) throws IOException {
        Approved approved = new Approved(situation);
        Map<Template, String> all = approved.read();
        all.putAll(texts);
        boolean same = all.values().stream().distinct().count() == 1 && all.size() == Template.values().length;
        String content = same
                ? all.values().iterator().next()
                : all.entrySet().stream()
                        .map(one -> HEADING + one.getKey() + "\n" + one.getValue())
                        .collect(Collectors.joining("\n"));
        Files.createDirectories(FOLDER);
        Files.writeString(approved.file, content);
    }

    private Map<Template, String> read() throws IOException {
        Map<Template, String> texts = new TreeMap<>();
        if (!Files.isRegularFile(file)) {
            return texts;
        }
        String content = Files.readString(file);
        for (Template template : Template.values()) {
            if (!content.startsWith(HEADING)) {
                texts.put(template, content);
                continue;
            }
            String heading = HEADING + template + "\n";
            int begin = content.indexOf(heading);
            if (begin >= 0) {
                int end = content.indexOf("\n" + HEADING, begin);
                texts.put(template, content.substring(begin + heading.length(), end < 0 ? content.length() : end));
            }
        }
        return texts;
    }
}
