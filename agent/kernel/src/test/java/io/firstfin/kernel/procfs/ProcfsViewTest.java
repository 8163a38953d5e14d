package io.firstfin.kernel.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcfsViewTest {
    private static final String ROW = "%4d: 0100007F:%04X 0100007F:%04X %02X 00000000:00000000"
            + " 03:%08X 00000000     0        0 0 3 0000000000000000%n";
    private static final String ROW6 = "%4d: 0000000000000000FFFF00000100007F:%04X"
            + " 0000000000000000FFFF00000100007F:%04X %02X 00000000:00000000"
            + " 03:%08X 00000000     0        0 0 3 0000000000000000%n";
    private static final String HEADING = "  sl  local_address ...\n";
    private static final int TIME_WAIT = 6;
    private static final int SERVER = 8080;

    @TempDir
    private Path proc;

    @BeforeEach
    void make_folder() throws IOException {
        Files.createDirectories(proc.resolve("net"));
    }

    @Test
    void one_reading_answers_all_questions_about_the_connections_it_was_made_for() throws IOException {
        write("tcp", ROW.formatted(0, 4000, SERVER, TIME_WAIT, 6000));
        write("tcp6", ROW6.formatted(0, SERVER, 4001, TIME_WAIT, 6000));
        SocketTable view = table().viewOf(List.of(ends(4000), ends(4001), ends(4002)));
        write("tcp", "");
        write("tcp6", "");

        assertThat(view.find(ends(4000)).state()).isEqualTo(TcpState.TIME_WAIT);
        assertThat(view.find(ends(4000).mirrored())).isNull();
        assertThat(view.find(ends(4001))).isNull();
        assertThat(view.find(ends(4001).mirrored()).state()).isEqualTo(TcpState.TIME_WAIT);
        assertThat(view.find(ends(4002))).isNull();
        assertThat(view.source()).isEqualTo(SocketTable.Source.PROCFS);
    }

    @Test
    void what_is_left_on_a_timer_runs_on_after_the_reading() throws Exception {
        write("tcp", ROW.formatted(0, 4000, SERVER, TIME_WAIT, 6000) + ROW.formatted(1, 4001, SERVER, TIME_WAIT, 1));
        SocketTable view = table().viewOf(List.of(ends(4000), ends(4001)));
        Thread.sleep(100);

        assertThat(view.find(ends(4000)).expiresMillis()).isBetween(1L, 59_900L);
        assertThat(view.find(ends(4001)).expiresMillis()).isZero();
    }

    @Test
    void a_table_longer_than_any_buffer_is_read_to_its_end() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int port = 1; port <= 40_000; port++) {
            rows.append(ROW.formatted(port, port, SERVER, TIME_WAIT, 6000));
        }
        write("tcp", rows.toString());
        SocketTable view = table().viewOf(List.of(ends(1), ends(20_000), ends(40_000), ends(40_001)));

        assertThat(view.find(ends(1))).isNotNull();
        assertThat(view.find(ends(20_000))).isNotNull();
        assertThat(view.find(ends(40_000))).isNotNull();
        assertThat(view.find(ends(40_001))).isNull();
    }

    @Test
    void lines_that_are_no_socket_are_skipped() throws IOException {
        write(
                "tcp",
                "\n:\n::::\n" + "x".repeat(200_000) + "\n 1: 0100007F:0FA0 0100007F:1\n"
                        + ROW.formatted(0, 4000, SERVER, TIME_WAIT, 6000));

        assertThat(table().viewOf(List.of(ends(4000))).find(ends(4000))).isNotNull();
    }

    @Test
    void a_connection_it_was_not_made_for_is_looked_up_in_the_table() throws IOException {
        write("tcp", ROW.formatted(0, 4000, SERVER, TIME_WAIT, 6000));
        assertThat(table().viewOf(List.of()).find(ends(4000))).isNotNull();
    }

    @Test
    void a_table_that_breaks_off_or_is_none_is_an_error_and_no_table_without_sockets() throws IOException {
        String table = HEADING + ROW.formatted(0, 4000, SERVER, TIME_WAIT, 6000).repeat(3);
        for (int length = 0; length < table.length(); length++) {
            String cut = table.substring(0, length);
            Files.writeString(proc.resolve("net/tcp"), cut);
            if (!cut.endsWith("\n")) {
                assertThatThrownBy(() -> table().viewOf(List.of(ends(4001))))
                        .as(cut)
                        .isInstanceOf(IOException.class);
                assertThatThrownBy(() -> table().find(ends(4001))).as(cut).isInstanceOf(IOException.class);
            }
        }
        Files.writeString(proc.resolve("net/tcp"), "any other text\nof two lines\n");
        assertThatThrownBy(() -> table().find(ends(4001))).hasMessageEndingWith("tcp has no heading");
    }

    @Test
    void a_folder_without_tables_is_an_error() {
        assertThatThrownBy(() -> table().viewOf(List.of(ends(1)))).isInstanceOf(IOException.class);
    }

    private SocketTable table() {
        return new ProcfsSocketTable(proc);
    }

    private void write(String table, String rows) throws IOException {
        Files.writeString(proc.resolve("net").resolve(table), HEADING + rows);
    }

    private static Endpoints ends(int port) throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        return new Endpoints(loopback, port, loopback, SERVER);
    }
}
