package io.firstfin.sample.support;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** The kernel's table of TCP sockets, so that a scenario waits for facts and not for time. */
public final class KernelTable {
    private static final List<String> NAMES = List.of(
            "NONE",
            "ESTABLISHED",
            "SYN_SENT",
            "SYN_RECV",
            "FIN_WAIT1",
            "FIN_WAIT2",
            "TIME_WAIT",
            "CLOSE",
            "CLOSE_WAIT",
            "LAST_ACK",
            "LISTEN",
            "CLOSING",
            "NEW_SYN_RECV");
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    private KernelTable() {}

    /** One socket; {@code state} is GONE for a socket the kernel shows no more. */
    public record Row(String state, long unread) {}

    /** Waits until the peer's FIN, or its RST, has reached this endpoint. */
    public static void awaitPeerFin(Link link) throws IOException {
        await(link.local().getPort(), link.remote().getPort(), row -> switch (row.state) {
            case "ESTABLISHED", "FIN_WAIT1", "FIN_WAIT2" -> false;
            default -> true;
        });
    }

    /** Waits until our FIN, or our RST, has reached the peer, which is on this machine. */
    static void awaitOurFin(Link link) throws IOException {
        await(link.remote().getPort(), link.local().getPort(), row -> !row.state.equals("ESTABLISHED"));
    }

    /** Waits until the peer, which is on this machine, has closed. */
    public static void awaitPeerClosed(Link link) throws IOException {
        await(
                link.remote().getPort(),
                link.local().getPort(),
                row -> !row.state.equals("ESTABLISHED") && !row.state.equals("CLOSE_WAIT"));
    }

    /** Waits until whoever holds this endpoint has closed it. */
    public static void awaitClosed(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        await(
                local.getPort(),
                remote.getPort(),
                row -> !row.state.equals("ESTABLISHED") && !row.state.equals("CLOSE_WAIT"));
    }

    /** Waits until this endpoint has been reset: the kernel shows it no more. */
    public static void awaitReset(Link link) throws IOException {
        await(link.local().getPort(), link.remote().getPort(), row -> row.state.equals("GONE"));
    }

    /** Waits until so many bytes lie here that nobody has read. */
    public static void awaitUnread(Link link, int bytes) throws IOException {
        await(link.local().getPort(), link.remote().getPort(), row -> row.unread >= bytes);
    }

    /** Waits until some socket here is sending its SYN to that port. */
    public static void awaitConnecting(int remotePort) throws IOException {
        await(-1, remotePort, row -> row.state.equals("SYN_SENT"));
    }

    public static Row look(Link link) throws IOException {
        return look(link.local().getPort(), link.remote().getPort(), row -> true);
    }

    private static void await(int localPort, int remotePort, Predicate<Row> fact) throws IOException {
        long deadline = System.nanoTime() + PATIENCE;
        while (!fact.test(look(localPort, remotePort, fact))) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the kernel never showed what this scenario waits for, but "
                        + look(localPort, remotePort, fact));
            }
            LockSupport.parkNanos(500_000);
        }
    }

    /** The row of these ports, and of several the one that is wanted; -1 is any port. */
    private static Row look(int localPort, int remotePort, Predicate<Row> wanted) throws IOException {
        Row found = new Row("GONE", 0);
        for (String table : List.of("/proc/net/tcp6", "/proc/net/tcp")) {
            for (String line : lines(Path.of(table))) {
                String[] columns = line.trim().split("\\s+");
                if (ends(columns[1], localPort) && ends(columns[2], remotePort)) {
                    found = row(columns);
                    if (wanted.test(found)) {
                        return found;
                    }
                }
            }
        }
        return found;
    }

    private static List<String> lines(Path table) throws IOException {
        try {
            List<String> lines = Files.readAllLines(table);
            return lines.subList(1, lines.size());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static boolean ends(String address, int port) {
        return port < 0 || address.endsWith(String.format(Locale.ROOT, ":%04X", port));
    }

    private static Row row(String[] columns) {
        String unread = columns[4].substring(columns[4].indexOf(':') + 1);
        return new Row(NAMES.get(Integer.parseInt(columns[3], 16)), Long.parseLong(unread, 16));
    }
}
