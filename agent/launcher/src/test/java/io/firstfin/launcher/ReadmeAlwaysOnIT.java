package io.firstfin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.launcher.Forks.Ended;
import io.firstfin.victim.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of README.md and docs/always-on.md that leave FirstFin on, as they are written there: only firstfin.jar
 * gets its path, and "..." becomes an application.
 */
class ReadmeAlwaysOnIT {

    private static final List<Path> DOCUMENTS = List.of(Path.of("../../README.md"), Path.of("../../docs/always-on.md"));
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```$");

    @TempDir
    private Path folder;

    static Stream<Arguments> linesAndJdks() throws IOException {
        Set<String> lines = new LinkedHashSet<>();
        for (Path document : DOCUMENTS) {
            BLOCK.matcher(Files.readString(document))
                    .results()
                    .map(block -> block.group(1))
                    .filter(block -> block.contains("-javaagent:firstfin.jar"))
                    .forEach(lines::add);
        }
        assertThat(lines).as("lines with -javaagent").hasSizeGreaterThan(1).allMatch(block -> block.endsWith(" ...\n"));
        return Jdks.homes().flatMap(home -> lines.stream().map(line -> Arguments.of(home, line)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("linesAndJdks")
    void an_always_on_line_leaves_a_recording_with_the_verdicts(Path home, String lines) throws Exception {
        Forks forks = new Forks(folder);
        Path directory = Files.createDirectory(folder.resolve("working-directory"));
        String command = lines.replace("firstfin.jar", Forks.JAR.toString())
                .replace(" ...\n", " -cp " + forks.classes() + " " + Hello.class.getName());

        Ended ended = forks.shell(home, directory, command);

        assertThat(ended.out()).as(ended.toString()).contains("hello 1");
        assertThat(ended.err()).isEmpty();
        AlwaysOnIT.holdsBothVerdicts(directory.resolve("app.jfr"));
    }
}
