package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the other process of a situation is made of: small servers, clients, and servers that are programs. */
final class Peer {
    private static final int SECONDS_TO_END = 5;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private Peer() {}

    /** How a server talks with one client; the connection is closed when it returns. */
    @FunctionalInterface
    interface Talk {
        void with(Socket client) throws Exception;
    }

    /** Something that a thread does; it may fail with anything. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** Listens on the place's first port until the place is closed, with a thread for each client. */
    static void listen(Place place, Talk talk) throws IOException {
        listen(place, place.address(), talk);
    }

    static void listen(Place place, InetSocketAddress address, Talk talk) throws IOException {
        ServerSocket server = place.keep(new ServerSocket(address.getPort(), 512, address.getAddress()));
        start(() -> {
            while (true) {
                Socket client = server.accept();
                start(() -> {
                    try (client) {
                        talk.with(client);
                    }
                });
            }
        });
    }

    /** Answers HTTP requests and keeps the connection, until the client ends it or is idle for too long. */
    static Talk http(int idleMillis, String... headers) {
        return client -> {
            client.setSoTimeout(idleMillis);
            while (Http.readRequest(client.getInputStream())) {
                Http.answer(client.getOutputStream(), headers);
            }
        };
    }

    /** Runs on a daemon thread; a connection that fails is no news in a situation. */
    static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException ended) {
                return;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Connects as soon as somebody listens there. */
    static Socket connect(InetSocketAddress address) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            Socket socket = new Socket();
            try {
                socket.connect(address);
                return socket;
            } catch (ConnectException e) {
                socket.close();
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(5);
            }
        }
    }

    /** Has a connection of its own to itself, as most processes beside an application have one. */
    static void holdConnection(Place place) throws IOException {
        InetSocketAddress own = place.address(Place.PORTS - 1);
        ServerSocket server = place.keep(new ServerSocket(own.getPort(), 1, own.getAddress()));
        place.keep(new Socket(own.getAddress(), own.getPort()));
        place.keep(server.accept());
    }

    /** Starts a server that is a program, and waits until it listens; it ends when the place is closed. */
    static void program(Place place, InetSocketAddress address, List<String> command) throws Exception {
        program(place, address, place.folder(), command);
    }

    /** The same in another folder, for a program of another user. */
    static void program(Place place, InetSocketAddress address, Path folder, List<String> command) throws Exception {
        Path output = place.folder().resolve("program.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        place.keep(() -> {
            process.destroy();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        });
        connect(address).close();
    }
}
