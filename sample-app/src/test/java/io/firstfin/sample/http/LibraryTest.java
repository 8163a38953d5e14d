package io.firstfin.sample.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.http.server.ServerLibrary;
import io.firstfin.sample.reliability.OtherAgentKind;
import io.firstfin.sample.transport.GrpcVersions;
import io.firstfin.sample.transport.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LibraryTest {
    private static final Path FOLDERS = Path.of("../sample-libraries");

    @Test
    void every_version_has_its_folder_and_every_folder_its_version() throws Exception {
        try (Stream<Path> folders = Files.list(FOLDERS)) {
            assertThat(folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                            .map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(variants());
        }
    }

    @Test
    void the_build_knows_every_folder_by_its_name() throws Exception {
        assertThat(all("module", FOLDERS)).isEqualTo(variants());
        for (String variant : variants()) {
            assertThat(all("artifactId", FOLDERS.resolve(variant))).contains(variant);
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_library_goes_ways_of_which_something_must_be_told(Library library) throws Exception {
        assertThat(library.load().ways().acts())
                .isNotEmpty()
                .allSatisfy(act -> assertThat(act.told()).isNotEmpty());
    }

    /**
     * Of clients, servers, transports and what has a copy of one, the one that FirstFin does not know, and
     * other agents.
     */
    private static List<String> variants() {
        return Stream.of(
                        Library.variantsOnClassPath(),
                        ServerLibrary.variantsOnClassPath(),
                        Transport.variants(),
                        GrpcVersions.variants(),
                        List.of(SeveralLoaders.UNKNOWN),
                        OtherAgentKind.modules())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static List<String> all(String element, Path folder) throws IOException {
        return Pattern.compile("<" + element + ">(.*?)</" + element + ">")
                .matcher(Files.readString(folder.resolve("pom.xml")))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
