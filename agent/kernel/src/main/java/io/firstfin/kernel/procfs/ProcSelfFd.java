package io.firstfin.kernel.procfs;

import io.firstfin.kernel.SocketTable;
import io.firstfin.kernel.TcpState;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which TCP sockets a process holds: its {@code fd} links joined with its namespace's table. */
public final class ProcSelfFd {
    private static final String PREFIX = "socket:[";

    /** No process holds a socket in TIME_WAIT. */
    private static final Set<TcpState> HELD = EnumSet.complementOf(EnumSet.of(TcpState.TIME_WAIT));

    private ProcSelfFd() {}

    /** The TCP sockets of this process, by descriptor. */
    public static List<OwnSocket> list() throws IOException {
        return list(Path.of("/proc/self"));
    }

    /**
     * The TCP sockets of the process that {@code procRoot}, such as {@code /proc/4711}, stands for.
     *
     * @throws IOException when its descriptors or its table may not be read
     */
    public static List<OwnSocket> list(Path procRoot) throws IOException {
        Map<Long, Integer> descriptors = descriptorsByInode(procRoot.resolve("fd"));
        List<OwnSocket> sockets = new ArrayList<>();
        ProcNetTcp.read(procRoot, row -> {
            Integer fd = row.inode() == 0 ? null : descriptors.get(row.inode());
            if (fd != null) {
                sockets.add(new OwnSocket(fd, row));
            }
        });
        sockets.sort(Comparator.comparingInt(OwnSocket::fd));
        return sockets;
    }

    /**
     * The same as {@link #list()}, where a table is open already that answers faster than text.
     *
     * @throws IOException when the descriptors or the table may not be read
     */
    public static List<OwnSocket> list(SocketTable table) throws IOException {
        Map<Long, Integer> descriptors = descriptorsByInode();
        List<OwnSocket> sockets = new ArrayList<>();
        if (!descriptors.isEmpty()) {
            table.visit(HELD, socket -> {
                Integer fd = socket.inode() == 0 ? null : descriptors.get(socket.inode());
                if (fd != null) {
                    sockets.add(new OwnSocket(fd, socket.toRow()));
                }
            });
        }
        sockets.sort(Comparator.comparingInt(OwnSocket::fd));
        return sockets;
    }

    /**
     * The descriptors of this process that are sockets of any kind, by inode.
     *
     * @throws IOException when they may not be read
     */
    public static Map<Long, Integer> descriptorsByInode() throws IOException {
        return descriptorsByInode(Path.of("/proc/self/fd"));
    }

    /**
     * The same of any process.
     *
     * @param fdFolder such as {@code /proc/4711/fd}
     * @throws IOException when they may not be read
     */
    public static Map<Long, Integer> descriptorsByInode(Path fdFolder) throws IOException {
        Map<Long, Integer> descriptors = new HashMap<>();
        try (DirectoryStream<Path> links = Files.newDirectoryStream(fdFolder)) {
            for (Path link : links) {
                long inode = inode(link);
                if (inode > 0) {
                    descriptors.put(inode, Integer.valueOf(link.getFileName().toString()));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return descriptors;
    }

    /** N of a link to {@code socket:[N]}; 0 for any other, or one that was just closed. */
    private static long inode(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith(PREFIX) && target.endsWith("]")
                    ? Long.parseLong(target.substring(PREFIX.length(), target.length() - 1))
                    : 0;
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
