package io.firstfin.sample.reliability;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Waits until its stdin ends, and says nothing more than that it started. */
public final class WaitingMain {
    /** How it listens where the JVM's attach listener should. */
    enum Listener {
        HONEST,
        SILENT,
        CLOSING,
        GARBAGE,
        ENDLESS
    }

    private WaitingMain() {}

    public static void main(String[] args) throws Exception {
        Listener listener = Listener.valueOf(args[0]);
        if (listener != Listener.HONEST) {
            Path path = Path.of("/tmp/.java_pid" + ProcessHandle.current().pid());
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(path));
            Thread thread = new Thread(() -> listen(server, listener), "listener");
            thread.setDaemon(true);
            thread.start();
        }
        System.out.println("started");
        while (System.in.read() >= 0) {
            continue;
        }
    }

    private static void listen(ServerSocketChannel server, Listener listener) {
        while (true) {
            try {
                SocketChannel client = server.accept();
                client.read(ByteBuffer.allocate(64));
                answer(client, listener);
            } catch (IOException clientIsGone) {
                continue;
            }
        }
    }

    private static void answer(SocketChannel client, Listener listener) throws IOException {
        switch (listener) {
            case CLOSING -> client.close();
            case GARBAGE -> {
                client.write(ByteBuffer.wrap(
                        "\u001b[31mHTTP/1.1 400\u009b2J\nfine: forged\n".getBytes(StandardCharsets.UTF_8)));
                client.close();
            }
            case ENDLESS -> {
                ByteBuffer block = ByteBuffer.allocate(1 << 16);
                while (client.isConnected()) {
                    client.write(block.clear());
                }
            }
            default -> {
                return;
            }
        }
    }
}
