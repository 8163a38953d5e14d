package io.firstfin.cli.attach;

import io.firstfin.cli.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One exchange with HotSpot's attach listener: a request of at most four strings, then its answer.
 */
final class HotSpotSocket {
    /** The listener refuses longer arguments without saying why (JDK 17: ARG_LENGTH_MAX). */
    static final int LONGEST_ARGUMENT = 1024;
    private static final int ARGUMENTS = 3;
    private final Path path;

    HotSpotSocket(Path path) {
        this.path = path;
    }

    /**
     * Whether somebody listens; a socket file left by an earlier JVM of the same pid does not
     * count.
     */
    boolean listens() {
        try (SocketChannel channel = connect().orElse(null)) {
            return channel != null;
        } catch (IOException e) {
            return false;
        }
    }

    HotSpotReply ask(Deadline deadline, String command, String... arguments) throws IOException {
        ByteBuffer request = ByteBuffer.wrap(request(command, arguments));
        try (SocketChannel channel = connect().orElseThrow(() ->
                        new ConnectException("nobody listens at " + path));
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
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
                throw new Failure("the path of firstfin.jar or of the recording is too long to"
                        + " hand to the JVM: move the jar to a folder with a shorter name");
            }
            request.append(argument).append('\0');
        }
        return request.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Optional<SocketChannel> connect() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SocketChannel.open(UnixDomainSocketAddress.of(path)));
        } catch (ConnectException e) {
            return Optional.empty();
        }
    }

    private static byte[] readAll(SocketChannel channel, Selector selector, Deadline deadline)
            throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (true) {
            await(selector, deadline);
            int read = channel.read(buffer.clear());
            if (read < 0) {
                return all.toByteArray();
            }
            all.write(buffer.array(), 0, read);
        }
    }

    private static void await(Selector selector, Deadline deadline) throws IOException {
        selector.selectedKeys().clear();
        if (deadline.passed() || selector.select(Math.max(1, deadline.left())) == 0) {
            throw new AttachTimeout();
        }
    }
}
