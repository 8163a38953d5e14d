package io.firstfin.kernel.procfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.TcpState;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcfsSocketTableTest {
    private static final String LINE = "   %d: 0100007F:%04X 0100007F:1F90 %02X 00000000:00000000"
            + " 00:00000000 00000000     0        0 %d 1 0000000000000000%n";

    @TempDir
    private Path proc;

    @BeforeEach
    void make_folders() throws IOException {
        Files.createDirectories(proc.resolve("net"));
        Files.createDirectories(proc.resolve("fd"));
    }

    @Test
    void a_snapshot_answers_until_it_is_refreshed() throws IOException {
        ProcfsSocketTable table = new ProcfsSocketTable(proc, Duration.ofHours(1));
        write(LINE.formatted(0, 4000, 1, 77));
        assertThat(table.find(endpoints(4000)).state()).isEqualTo(TcpState.ESTABLISHED);
        write(LINE.formatted(0, 4000, 8, 77));

        assertThat(table.find(endpoints(4000)).state()).isEqualTo(TcpState.ESTABLISHED);
        table.refresh();
        assertThat(table.find(endpoints(4000)).state()).isEqualTo(TcpState.CLOSE_WAIT);
        assertThat(table.find(endpoints(4001))).isNull();
    }

    @Test
    void more_sockets_than_a_snapshot_holds_are_still_found() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int port = 1; port <= 40_000; port++) {
            lines.append(LINE.formatted(port, port, 6, 0));
        }
        write(lines.toString());
        ProcfsSocketTable table = new ProcfsSocketTable(proc, Duration.ofHours(1));

        assertThat(table.find(endpoints(1))).isNotNull();
        assertThat(table.find(endpoints(40_000))).isNotNull();
        assertThat(table.find(endpoints(40_001))).isNull();
        assertThat(table.dump(EnumSet.of(TcpState.TIME_WAIT), row -> true, 100)).hasSize(100);
    }

    @Test
    void a_folder_without_tables_is_an_error() {
        assertThatThrownBy(() -> new ProcfsSocketTable(proc).find(endpoints(1))).isInstanceOf(IOException.class);
    }

    @Test
    void a_process_owns_the_sockets_its_descriptors_link_to() throws IOException {
        write(LINE.formatted(0, 4000, 1, 77) + LINE.formatted(1, 4001, 1, 78) + LINE.formatted(2, 4002, 6, 0));
        Files.createSymbolicLink(proc.resolve("fd/5"), Path.of("socket:[77]"));
        Files.createSymbolicLink(proc.resolve("fd/6"), Path.of("socket:[99]"));
        Files.createSymbolicLink(proc.resolve("fd/7"), Path.of("pipe:[78]"));
        Files.createSymbolicLink(proc.resolve("fd/8"), Path.of("socket:[]"));

        assertThat(ProcSelfFd.list(proc)).singleElement().satisfies(socket -> {
            assertThat(socket.fd()).isEqualTo(5);
            assertThat(socket.row()).extracting(SocketRow::endpoints).isEqualTo(endpoints(4000));
        });
    }

    private void write(String lines) throws IOException {
        Files.writeString(proc.resolve("net/tcp"), "  sl  local_address ...\n" + lines);
    }

    private static Endpoints endpoints(int port) throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        return new Endpoints(loopback, port, loopback, 8080);
    }
}
