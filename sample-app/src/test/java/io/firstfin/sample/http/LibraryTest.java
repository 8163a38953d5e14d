package io.firstfin.sample.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.RuledLibrary;
import io.firstfin.sample.http.server.ServerLibrary;
import io.firstfin.sample.reliability.OtherAgentKind;
import io.firstfin.sample.situation.Libraries;
import io.firstfin.sample.situation.PoolReasonsIT;
import io.firstfin.sample.support.LibraryTable;
import io.firstfin.sample.transport.GrpcVersions;
import io.firstfin.sample.transport.Transport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LibraryTest {

    @Test
    void every_line_of_the_table_is_played_or_looked_into_and_what_has_no_line_comes_with_the_jdk() {
        List<String> played = Stream.of(
                        Library.variants(),
                        ServerLibrary.variants(),
                        Transport.variants(),
                        GrpcVersions.variants(),
                        SeveralLoaders.VARIANTS,
                        Libraries.VARIANTS,
                        PoolReasonsIT.POOLS,
                        RuledLibrary.allVariants(),
                        OtherAgentKind.libraries())
                .flatMap(List::stream)
                .distinct()
                .toList();
        assertThat(played).containsAll(LibraryTable.variants());
        assertThat(played)
                .filteredOn(variant -> !LibraryTable.variants().contains(variant))
                .containsExactly("java-net-http", "jdk-httpserver");
    }

    static Stream<String> variants() {
        return LibraryTable.variants().stream();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void a_name_ends_with_the_version_of_its_artifacts(String variant) {
        assertThat(LibraryTable.coordinates(variant))
                .allSatisfy(artifact ->
                        assertThat(variant).endsWith("-" + artifact.substring(artifact.lastIndexOf(':') + 1)));
    }

    @ParameterizedTest
    @EnumSource
    void every_library_goes_ways_of_which_something_must_be_reported(Library library) throws Exception {
        assertThat(library.load().ways().acts())
                .isNotEmpty()
                .allSatisfy(act -> assertThat(act.reported()).isNotEmpty());
    }
}
