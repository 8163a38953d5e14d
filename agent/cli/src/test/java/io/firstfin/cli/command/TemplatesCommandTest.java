package io.firstfin.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesCommandTest {
    @TempDir
    private Path folder;

    @Test
    void lists_each_template_with_what_it_is_for_and_how_to_use_it() throws Exception {
        CommandLineRun run = CommandLineRun.of("templates");
        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        for (Path file : shipped()) {
            assertThat(run.out())
                    .contains(
                            file.getFileName().toString(),
                            Configuration.create(file).getDescription());
        }
        assertThat(run.out()).contains("templates --output DIR", "jcmd PID JFR.start settings=DIR/firstfin.jfc");
    }

    @Test
    void writes_all_that_there_are_and_makes_the_folder() throws Exception {
        Path output = folder.resolve("new/one");
        CommandLineRun run = CommandLineRun.of("templates", "--output", output.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(names(output)).isEqualTo(names(shipped()));
        for (Path file : shipped()) {
            assertThat(output.resolve(file.getFileName().toString())).hasSameBinaryContentAs(file);
        }
        assertThat(run.out())
                .contains(
                        "Wrote " + output.resolve("firstfin.jfc") + "\n",
                        "jcmd PID JFR.start settings=" + output.resolve("firstfin.jfc") + "\n");
    }

    @Test
    void a_file_that_differs_is_kept_and_nothing_is_written_unless_forced() throws Exception {
        Path changed = Files.writeString(folder.resolve("firstfin.jfc"), "mine");
        CommandLineRun run = CommandLineRun.of("templates", "--output", folder.toString());
        assertThat(run)
                .isEqualTo(new CommandLineRun(
                        1,
                        "",
                        "firstfin: " + changed + " exists and"
                                + " differs from the one in firstfin.jar: name another --output, or add --force to"
                                + " replace it\n"));
        assertThat(changed).hasContent("mine");
        assertThat(names(folder)).containsExactly("firstfin.jfc");

        assertThat(CommandLineRun.of("templates", "--output", folder.toString(), "--force")
                        .code())
                .isZero();
        assertThat(names(folder)).isEqualTo(names(shipped()));
        assertThat(changed).content().isNotEqualTo("mine");
    }

    @Test
    void files_that_are_the_same_already_are_no_obstacle() {
        CommandLineRun.of("templates", "--output", folder.toString());
        CommandLineRun again = CommandLineRun.of("templates", "--output", folder.toString());
        assertThat(again.code()).isZero();
        assertThat(again.out())
                .contains(folder.resolve("firstfin.jfc") + " is there already\n")
                .doesNotContain("Wrote");
    }

    @Test
    void a_file_in_the_place_of_the_folder_is_told_in_one_line() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        CommandLineRun run = CommandLineRun.of("templates", "--output", file.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("firstfin: cannot make the folder " + file)
                .endsWith("): name another with --output\n")
                .hasLineCount(1);
    }

    private static List<Path> shipped() throws IOException {
        return files(Path.of("../../jfr-templates/src/main/resources/io/firstfin/templates"));
    }

    private static List<String> names(Path folder) throws IOException {
        return names(files(folder));
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> file.getFileName().toString()).toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jfc"))
                    .sorted()
                    .toList();
        }
    }
}
