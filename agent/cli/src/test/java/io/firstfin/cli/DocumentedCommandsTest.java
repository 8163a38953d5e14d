package io.firstfin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.analysis.render.text.TextStyle;
import io.firstfin.cli.command.FirstFinCommand;
import io.firstfin.cli.command.Surroundings;
import io.firstfin.cli.jvm.ProcFs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Every command line in README.md and docs is one that the command line accepts. */
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("../..");
    private static final Pattern COMMAND_LINE = Pattern.compile("java -jar firstfin\\.jar ([^#`\n]+)");

    static Stream<String> commandLines() throws IOException {
        return documents()
                .flatMap(document -> COMMAND_LINE.matcher(read(document)).results())
                .map(found -> found.group(1).strip())
                .distinct();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commandLines")
    void a_command_line_in_the_documents_is_accepted(String arguments) {
        List<CommandLine> parsed = firstfin().parseArgs(arguments.split(" ")).asCommandLineList();

        assertThat(parsed).as("firstfin, and a command").hasSize(2);
    }

    @Test
    void the_readme_shows_every_command() {
        String readme = read(ROOT.resolve("README.md"));

        assertThat(firstfin().getSubcommands().keySet())
                .filteredOn(command -> !command.equals("help"))
                .isNotEmpty()
                .allSatisfy(command -> assertThat(readme).contains("java -jar firstfin.jar " + command + " "));
    }

    private static CommandLine firstfin() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Path jar = Path.of("firstfin.jar");
        return FirstFinCommand.commandLine(new Surroundings(nowhere, nowhere, jar, ProcFs.system(), TextStyle.PLAIN));
    }

    private static Stream<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.toList().stream());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
