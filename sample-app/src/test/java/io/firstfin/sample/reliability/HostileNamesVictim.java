package io.firstfin.sample.reliability;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URL;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Connects and closes through classes and in threads of hostile names, which others have written. */
final class HostileNamesVictim {
    private static final int QUEUED = 6;

    private HostileNamesVictim() {}

    /** {@code hostile.classes} is a folder of {@code 0.class} and on, in the order of {@link HostileNames}. */
    public static void main(String[] args) throws Exception {
        List<SocketChannel> queued = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServerSocket http = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(busy, queued);
            Thread answering = new Thread(() -> answer(http));
            answering.setDaemon(true);
            answering.start();
            for (int i = 0; i < HostileNames.CLASSES.size(); i++) {
                Object client = new Loader().load(Path.of(System.getProperty("hostile.classes"), i + ".class"));
                inThread(
                        HostileNames.THREADS.get(i % HostileNames.THREADS.size()),
                        () -> connectAndClose(server, client));
            }
            for (String host : HostileNames.HOSTS) {
                inThread(host, () -> request(http, host));
            }
            // the queue is looked at once a second
            Thread.sleep(2500);
        }
    }

    /** Some hosts the JDK does not let through. */
    private static void request(ServerSocket http, String host) {
        try {
            new URL("http", host, http.getLocalPort(), "/").openConnection().getContentLength();
            System.out.println("tried " + host.length());
        } catch (IOException | IllegalArgumentException refusedByTheJdk) {
            return;
        }
    }

    private static void answer(ServerSocket http) {
        while (true) {
            try (Socket accepted = http.accept()) {
                accepted.getInputStream().read(new byte[4096]);
                accepted.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + "Connection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException clientIsGone) {
                if (http.isClosed()) {
                    return;
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void connectAndClose(ServerSocket server, Object client) throws IOException {
        SocketAddress address = new InetSocketAddress(
                InetAddress.getByAddress("<b>\u001b[31mhost", new byte[] {127, 0, 0, 1}), server.getLocalPort());
        Object socket = ((Function<Object, Object>) client).apply(address);
        try (Socket accepted = server.accept()) {
            ((Consumer<Object>) client).accept(socket);
            accepted.getInputStream().read();
        }
    }

    /** A thread accepts one and then no more; the others wait in a queue that has room for one. */
    private static void fill(ServerSocket busy, List<SocketChannel> queued) throws Exception {
        queued.add(SocketChannel.open(busy.getLocalSocketAddress()));
        Thread acceptor = new Thread(
                () -> {
                    try {
                        busy.accept();
                        Thread.sleep(60_000);
                    } catch (IOException | InterruptedException e) {
                        return;
                    }
                },
                HostileNames.ACCEPTOR);
        acceptor.setDaemon(true);
        acceptor.start();
        for (int i = 0; i < QUEUED; i++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(busy.getLocalSocketAddress());
            queued.add(channel);
        }
    }

    private static void inThread(String name, Work work) throws Exception {
        List<Exception> failures = new ArrayList<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Exception e) {
                        failures.add(e);
                    }
                },
                name);
        thread.start();
        thread.join();
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /** Takes the name from the class file, whatever it is. */
    private static final class Loader extends ClassLoader {
        Object load(Path file) throws Exception {
            byte[] bytes = Files.readAllBytes(file);
            return defineClass(null, bytes, 0, bytes.length)
                    .getDeclaredConstructor()
                    .newInstance();
        }
    }
}
