package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The links between the documents lead to files that exist, and README.md leads to every page of docs. */
class DocumentLinksTest {

    private static final Path ROOT = Path.of("../..");
    private static final Path README = ROOT.resolve("README.md");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]+]\\((?!https?:)([^)#]+)\\)");

    static Stream<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(pages());
        documents.add(README);
        documents.add(ROOT.resolve("CHANGELOG.md"));
        documents.add(ROOT.resolve("sample-app/README.md"));
        return documents.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void every_link_leads_to_a_file(Path document) throws IOException {
        assertThat(links(document)).allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void the_readme_leads_to_every_page() throws IOException {
        assertThat(links(README)).containsAll(pages());
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return docs.map(Path::normalize).sorted().toList();
        }
    }

    private static List<Path> links(Path document) throws IOException {
        return LINK.matcher(Files.readString(document))
                .results()
                .map(link -> document.resolveSibling(link.group(1)).normalize())
                .toList();
    }
}
