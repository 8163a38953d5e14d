package io.firstfin.tracer.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibraryPackagesTest {

    /** The table is made from the list that the report uses: both must name the same line of code. */
    @Test
    void are_those_that_the_report_knows() throws IOException {
        String document = Files.readString(Path.of("../../docs/how-it-works.md"));
        int begin = document.indexOf("<!-- libraries -->");
        List<String> documented = document.substring(begin, document.indexOf("<!-- /libraries -->"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| what"))
                .map(line -> line.split("\\|")[2])
                .flatMap(names -> Arrays.stream(names.split(",")))
                .map(String::strip)
                .toList();

        assertThat(LibraryPackages.names()).containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void hold_all_that_is_below_them_and_nothing_beside() {
        assertThat(LibraryPackages.contain("io.netty.channel.nio.NioEventLoop")).isTrue();
        assertThat(LibraryPackages.contain("io.nettyfriends.Main")).isFalse();
        assertThat(LibraryPackages.contain("Main")).isFalse();
    }
}
