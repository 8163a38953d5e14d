package io.firstfin.cli.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstfin.cli.message.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JvmSelectorTest {
    @TempDir
    Path proc;

    private JvmSelector selector;

    @BeforeEach
    void makeProc() throws IOException {
        process(5, "java", "/usr/lib/libjvm.so", "com.example.OurselvesMain");
        process(10, "java", "/jdk/lib/server/libjvm.so", "com.example.OrderMain");
        process(11, "java", "/jdk/lib/server/libjvm.so", "com.example.StockMain");
        process(12, "sleep", "/lib/libc.so", "100");
        selector = new JvmSelector(new ProcFs(proc, 5));
    }

    @Test
    void a_pid_or_a_part_of_the_name_finds_the_jvm() {
        assertThat(selector.select("10").pid()).isEqualTo(10);
        assertThat(selector.select("Stock").pid()).isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Main|\"Main\" matches 2 JVMs, give a pid: 10 com.example.OrderMain, 11" + " com.example.StockMain",
                "Ourselves|no JVM's main class or jar contains \"Ourselves\"; JVMs here:"
                        + " 10 com.example.OrderMain, 11 com.example.StockMain",
                "5|process 5 is this very command; JVMs here:" + " 10 com.example.OrderMain, 11 com.example.StockMain",
                "12|process 12 is not a JVM; JVMs here: 10 com.example.OrderMain, 11 com.example.StockMain",
                "99|there is no process 99; JVMs here: 10 com.example.OrderMain, 11 com.example.StockMain"
            })
    void what_does_not_fit_one_jvm_is_answered_with_those_there_are(String text, String message) {
        assertThatThrownBy(() -> selector.select(text))
                .isInstanceOf(Failure.class)
                .hasMessage(message);
    }

    @Test
    void without_proc_the_way_out_is_named() {
        assertThatThrownBy(() -> new JvmSelector(new ProcFs(proc.resolve("none"), 5)).all())
                .hasMessageEndingWith("elsewhere start the JVM with -javaagent:firstfin.jar");
    }

    private void process(int pid, String name, String library, String argument) throws IOException {
        Path folder = Files.createDirectory(proc.resolve(Integer.toString(pid)));
        Files.writeString(folder.resolve("status"), "Pid:\t" + pid + "\n");
        Files.writeString(folder.resolve("stat"), pid + " (" + name + ") S 1");
        Files.writeString(folder.resolve("maps"), "7f00-7f01 r-xp 0 0:0 1    " + library + "\n");
        Files.writeString(folder.resolve("cmdline"), name + "\0" + argument + "\0");
    }
}
