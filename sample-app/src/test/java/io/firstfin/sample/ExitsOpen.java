package io.firstfin.sample;

import java.io.Closeable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A JVM that ends with connections open: by System.exit, by the end of main, or when it is told to. */
final class ExitsOpen {
    private static final List<Closeable> KEPT = new ArrayList<>();

    private ExitsOpen() {}

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        KEPT.add(server);
        for (int i = 0; i < 3; i++) {
            pair(server);
        }
        Socket reset = pair(server)[0];
        reset.setSoLinger(true, 0);
        Socket[] unread = pair(server);
        unread[0].getOutputStream().write(1);
        while (unread[1].getInputStream().available() == 0) {
            Thread.onSpinWait();
        }
        pair(server)[1].close();
        Socket closedByHook = pair(server)[0];
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeLate(closedByHook)));
        abandoned((InetSocketAddress) server.getLocalSocketAddress());
        KEPT.add(server.accept());
        unreleased();
        // the kernel's table is open by then, and what nobody selects is reported
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3_500));
        System.out.println("DONE " + args[0]);
        switch (args[0]) {
            case "exit" -> System.exit(0);
            case "term" -> Thread.sleep(TimeUnit.SECONDS.toMillis(60));
            default -> {}
        }
    }

    private static Socket[] pair(ServerSocket server) throws Exception {
        Socket client = new Socket();
        client.connect(server.getLocalSocketAddress());
        Socket accepted = server.accept();
        KEPT.add(client);
        KEPT.add(accepted);
        return new Socket[] {client, accepted};
    }

    private static void closeLate(Socket socket) {
        try {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The kernel connects it, and nobody asks. */
    private static void abandoned(InetSocketAddress to) throws Exception {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(to);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        channel.close();
    }

    private static void unreleased() throws Exception {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress("127.0.0.1", 0));
        SocketChannel channel = SocketChannel.open(server.getLocalAddress());
        channel.configureBlocking(false);
        Selector selector = Selector.open();
        channel.register(selector, SelectionKey.OP_READ);
        channel.close();
        KEPT.add(server);
        KEPT.add(selector);
    }
}
