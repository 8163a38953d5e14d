package io.firstfin.sample.situation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Where one of the two processes plays a situation: its ports, a folder, and what must be closed after it. */
public final class Place implements AutoCloseable {
    /** Of each place. */
    static final int PORTS = 10;

    private final int port;
    private final Path folder;
    private final Deque<AutoCloseable> kept = new ArrayDeque<>();

    /**
     * A place with ten ports.
     *
     * @param port the first of them, which nothing else uses in this network namespace
     * @param folder for files of servers; both processes have the same
     */
    Place(int port, Path folder) {
        this.port = port;
        this.folder = folder;
    }

    /** The situation's port, or another of its ten. */
    int port(int number) {
        return port + number;
    }

    int port() {
        return port;
    }

    Path folder() {
        return folder;
    }

    InetSocketAddress address() {
        return address(0);
    }

    InetSocketAddress address(int number) {
        return new InetSocketAddress(localhost(), port + number);
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    static InetAddress localhost() {
        return InetAddress.getLoopbackAddress();
    }

    /** Keeps something open until the situation was recorded and reported. */
    synchronized <T extends AutoCloseable> T keep(T open) {
        kept.push(open);
        return open;
    }

    /** Closes what was kept, the last first. */
    @Override
    public void close() throws Exception {
        while (true) {
            AutoCloseable last;
            synchronized (this) {
                last = kept.poll();
            }
            if (last == null) {
                return;
            }
            last.close();
        }
    }
}
