package io.firstfin.cli.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.ProcFs;
import io.firstfin.cli.message.Failure;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An attach socket that does not behave as HotSpot's: each time one line, and no wait beyond the deadline. */
@Timeout(60)
class HostileAttachSocketTest {
    private static final long PID = 7;

    @TempDir
    Path proc;

    private ServerSocketChannel server;
    private final List<SocketChannel> held = new ArrayList<>();

    @BeforeEach
    void makeProcess() throws IOException {
        Path process = proc.resolve("" + PID);
        Files.createDirectories(process.resolve("root/tmp"));
        Files.writeString(process.resolve("stat"), "7 (java) S " + "0 ".repeat(40));
        Files.writeString(
                process.resolve("status"),
                "State:\tS (sleeping)\nPid:\t7\nNSpid:\t7\n" + "Uid:\t0\t" + Files.getAttribute(proc, "unix:uid")
                        + "\nSigCgt:\t4\n");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket()), 1);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        for (SocketChannel channel : held) {
            channel.close();
        }
    }

    @Test
    void one_with_a_full_backlog() throws IOException {
        fillBacklog();
        givesUp("JVM 7 did not answer within 1 s: it may be frozen or starved of CPU; try again when" + " it responds");
        assertThatThrownBy(jvm()::agentPropertiesIfAwake)
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("JVM 7 did not answer within 1 s");
    }

    @Test
    void one_that_never_answers() {
        givesUp("JVM 7 did not answer within 1 s: it may be frozen or starved of CPU; try again when" + " it responds");
    }

    @Test
    void one_that_closes_without_an_answer() {
        answering(client -> {});
        refuses("the JVM closed the connection without an answer");
    }

    @Test
    void one_that_answers_garbage() {
        answering(client -> client.write(bytes("\u001b[31mHTTP/1.1 400 " + "x".repeat(500) + "\n")));
        refuses("no code in the answer \"?[31mHTTP/1.1 400 " + "x".repeat(182) + "...\"");
    }

    @Test
    void one_whose_answer_has_no_end() {
        answering(client -> {
            ByteBuffer block = ByteBuffer.allocate(1 << 16);
            while (client.isConnected()) {
                client.write(block.clear());
            }
        });
        refuses("its answer has no end");
    }

    @Test
    void one_that_drips() {
        answering(client -> {
            while (client.isConnected()) {
                client.write(bytes("0\n"));
                Thread.onSpinWait();
            }
        });
        assertThatThrownBy(jvm()::agentProperties).isInstanceOf(Failure.class);
    }

    @Test
    void a_file_that_is_no_socket() throws IOException {
        server.close();
        Files.deleteIfExists(socket());
        Files.writeString(socket(), "");
        assertThat(jvm().agentPropertiesIfAwake()).isEmpty();
    }

    /** To HotSpot neither is a trigger: it would answer the signal with a thread dump on its stdout. */
    @Test
    void a_trigger_or_a_socket_that_is_a_link() throws IOException {
        server.close();
        Files.deleteIfExists(socket());
        // no process has this id: where the link were taken, the signal would reach nobody
        long nobody = 99_999_999;
        Files.move(proc.resolve("" + PID), proc.resolve("" + nobody));
        Path temp = proc.resolve(nobody + "/root/tmp");
        HotSpotJvm jvm = new HotSpotJvm(new JvmProcess(new ProcFs(proc, 1), nobody), Duration.ofSeconds(1));
        for (String name : List.of(".attach_pid7", ".java_pid7")) {
            Path link = Files.createSymbolicLink(temp.resolve(name), proc.resolve("nothing"));
            givesUp(
                    jvm,
                    "/tmp/" + name + " of JVM " + nobody + " is a symbolic link, which could lead"
                            + " anywhere: remove it");
            Files.delete(link);
        }
    }

    private void refuses(String reason) {
        givesUp(
                jvm(Duration.ofSeconds(30)),
                "JVM 7 does not let us attach (" + reason + "): run as its own user, inside its"
                        + " container if that has its own users");
    }

    private void givesUp(String line) {
        givesUp(jvm(), line);
    }

    private static void givesUp(HotSpotJvm jvm, String line) {
        assertThatThrownBy(jvm::agentProperties).isInstanceOf(Failure.class).hasMessage(line);
    }

    private HotSpotJvm jvm() {
        return jvm(Duration.ofSeconds(1));
    }

    private HotSpotJvm jvm(Duration patience) {
        return new HotSpotJvm(new JvmProcess(new ProcFs(proc, 1), PID), patience);
    }

    private Path socket() {
        return proc.resolve(PID + "/root/tmp/.java_pid" + PID);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private void fillBacklog() throws IOException {
        try {
            while (true) {
                SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
                held.add(client);
                client.configureBlocking(false);
                client.connect(UnixDomainSocketAddress.of(socket()));
            }
        } catch (java.net.SocketException full) {
            assertThat(held).hasSizeGreaterThan(1);
        }
    }

    /** Ends with the server: a thread that cannot write any more has nobody to tell. */
    private void answering(Answer answer) {
        Thread thread = new Thread(
                () -> {
                    try (SocketChannel client = server.accept()) {
                        client.read(ByteBuffer.allocate(64));
                        answer.to(client);
                    } catch (IOException clientIsGone) {
                        return;
                    }
                },
                "hostile");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Answer {
        void to(SocketChannel client) throws IOException;
    }
}
