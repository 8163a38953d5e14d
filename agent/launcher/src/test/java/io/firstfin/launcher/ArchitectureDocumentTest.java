package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.launcher.SourceTree.Folder;
import io.firstfin.launcher.SourceTree.Imports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** docs/how-it-works.md shows the modules and packages as they are, and which package imports which. */
class ArchitectureDocumentTest {

    private static final Path DOCUMENT = Path.of("../../docs/how-it-works.md");
    private static final int LINE = 118;

    /** These classes open their module to others or choose between its packages, so they see all of them. */
    private static final Set<String> ENTRANCES =
            Set.of("Cli", "Errors", "AnalysisDiagnosis", "SocketTables", "FallbackSocketTable");

    private final SourceTree sources = new SourceTree(Path.of("../.."), ENTRANCES);

    @Test
    void the_document_shows_the_tree_with_the_first_sentence_of_each_package() throws Exception {
        List<String[]> rows = new ArrayList<>();
        for (Folder folder : sources.folders()) {
            rows.add(new String[] {"  ".repeat(folder.depth()) + folder.name() + "/", folder.sentence()});
        }
        holds("tree", columns(rows));
    }

    @Test
    void the_document_shows_which_package_imports_which() throws Exception {
        List<String[]> rows = new ArrayList<>();
        for (Imports imports : sources.imports()) {
            if (!imports.all().isEmpty()) {
                rows.add(new String[] {imports.name(), String.join(", ", imports.all())});
            }
        }
        holds("imports", columns(rows));
    }

    @Test
    void no_packages_import_each_other_in_a_circle() {
        List<Imports> unsorted = new ArrayList<>(sources.imports());
        boolean removed = true;
        while (removed) {
            List<String> names = unsorted.stream().map(Imports::name).toList();
            removed = unsorted.removeIf(imports -> Collections.disjoint(imports.byOthers(), names));
        }
        assertThat(unsorted).as("packages that import each other").isEmpty();
    }

    private static void holds(String section, String generated) throws IOException {
        String begin = "<!-- " + section + " -->\n";
        String document = Files.readString(DOCUMENT);
        String expected = document.substring(0, document.indexOf(begin) + begin.length())
                + "```\n"
                + generated
                + "```\n"
                + document.substring(document.indexOf("<!-- /" + section + " -->"));
        if (Boolean.getBoolean("approve")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(expected);
    }

    /** Two columns; a long text goes on in the next line of the second. */
    private static String columns(List<String[]> rows) {
        int width = rows.stream().mapToInt(row -> row[0].length()).max().orElse(0) + 2;
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(row[0] + " ".repeat(width - row[0].length() - 1));
            for (String word : row[1].split(" ")) {
                if (line.length() + 1 + word.length() > LINE) {
                    text.append(line).append('\n');
                    line = new StringBuilder(" ".repeat(width - 1));
                }
                line.append(' ').append(word);
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }
}
