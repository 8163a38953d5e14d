package io.firstfin.cli.attach;

import io.firstfin.cli.message.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The socket of HotSpot's attach listener. One connection serves one request of at most four strings and its answer.
 *
 * <p>Nothing here blocks for longer than its deadline, whoever listens: a connection is refused by the kernel for as
 * long as the listener's backlog is full, which it is once a frozen JVM was asked a few times.
 */
final class HotSpotSocket {
    /** The listener refuses longer arguments without saying why (JDK 17: ARG_LENGTH_MAX). */
    static final int LONGEST_ARGUMENT = 1024;
    /** Properties may hold a class path or two; what is longer does not come from a JVM. */
    static final int LONGEST_ANSWER = 16 << 20;

    private static final int ARGUMENTS = 3;
    private static final int RETRY_MILLIS = 20;
    private final Path path;

    HotSpotSocket(Path path) {
        this.path = path;
    }

    /**
     * Connects to whoever listens.
     *
     * @return empty when nobody does; a file left by an earlier JVM of the same pid does not count
     * @throws AttachTimeout when the backlog stays full
     */
    Optional<SocketChannel> connect(Deadline deadline) throws IOException {
        while (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            boolean connected = false;
            try {
                channel.configureBlocking(false);
                connected = channel.connect(UnixDomainSocketAddress.of(path));
                if (connected) {
                    return Optional.of(channel);
                }
            } catch (ConnectException e) {
                return Optional.empty();
            } catch (BindException e) {
                throw new IOException("no right to connect to " + path.getFileName(), e);
            } catch (SocketException backlogIsFull) {
                // EAGAIN has no class of its own, and its text is in the user's language
                pauseOrGiveUp(deadline);
            } finally {
                if (!connected) {
                    channel.close();
                }
            }
        }
        return Optional.empty();
    }

    static HotSpotReply ask(SocketChannel channel, Deadline deadline, String command, String... arguments)
            throws IOException {
        ByteBuffer request = ByteBuffer.wrap(request(command, arguments));
        try (Selector selector = Selector.open()) {
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
            while (request.hasRemaining()) {
                await(selector, deadline);
                channel.write(request);
            }
            key.interestOps(SelectionKey.OP_READ);
            byte[] answer = readAll(channel, selector, deadline);
            if (answer.length == 0) {
                throw new SocketException("the JVM closed the connection without an answer");
            }
            return HotSpotReply.parse(answer);
        }
    }

    static byte[] request(String command, String... arguments) {
        StringBuilder request = new StringBuilder("1\0").append(command).append('\0');
        for (int i = 0; i < ARGUMENTS; i++) {
            String argument = i < arguments.length ? arguments[i] : "";
            if (argument.getBytes(StandardCharsets.UTF_8).length > LONGEST_ARGUMENT) {
                throw new Failure("the path of firstfin.jar or of the recording is too long to hand to the JVM: move"
                        + " the jar to a folder with a shorter name");
            }
            request.append(argument).append('\0');
        }
        return request.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void pauseOrGiveUp(Deadline deadline) throws AttachTimeout {
        if (deadline.passed() || !deadline.pause(RETRY_MILLIS)) {
            throw new AttachTimeout();
        }
    }

    private static byte[] readAll(SocketChannel channel, Selector selector, Deadline deadline) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (true) {
            await(selector, deadline);
            int read = channel.read(buffer.clear());
            if (read < 0) {
                return all.toByteArray();
            }
            all.write(buffer.array(), 0, read);
            if (all.size() > LONGEST_ANSWER) {
                throw new SocketException("its answer has no end");
            }
        }
    }

    private static void await(Selector selector, Deadline deadline) throws IOException {
        selector.selectedKeys().clear();
        if (deadline.passed() || selector.select(Math.max(1, deadline.left())) == 0) {
            throw new AttachTimeout();
        }
    }
}
