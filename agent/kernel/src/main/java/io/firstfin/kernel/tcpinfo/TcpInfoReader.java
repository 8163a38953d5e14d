package io.firstfin.kernel.tcpinfo;

import io.firstfin.kernel.syscall.Errno;
import io.firstfin.kernel.syscall.NativeAccess;
import io.firstfin.kernel.syscall.NativeMemory;
import io.firstfin.kernel.syscall.SystemCalls;
import java.lang.invoke.MethodHandles;

/**
 * Asks the kernel about open sockets by their descriptors. Made for the threads of the host: no
 * lock, no ThreadLocal, no blocking call, no exception but the JVM's own errors. The caller answers
 * for the descriptor: one that was closed and handed out again tells about the new socket.
 */
public final class TcpInfoReader implements AutoCloseable {
    private static final int IPPROTO_TCP = 6; // include/uapi/linux/in.h
    private static final int TCP_INFO = 11; // include/uapi/linux/tcp.h
    private static final int TCP_ZEROCOPY_RECEIVE = 35;
    private static final int ZEROCOPY_LENGTH = 16; // its address, length and skip hint: all that Linux 4.18 has
    private static final int SOL_SOCKET = 1; // include/uapi/asm-generic/socket.h
    private static final int SO_COOKIE = 57;

    private final SystemCalls calls;
    private final MemoryStripes stripes;
    private final long fionread;

    private TcpInfoReader(SystemCalls calls) {
        this.calls = calls;
        this.stripes = new MemoryStripes(calls, TcpInfoParser.LENGTH);
        // include/uapi/asm-generic/ioctls.h; powerpc has numbers of its own
        this.fionread = System.getProperty("os.arch").startsWith("ppc") ? 0x4004667FL : 0x541BL;
    }

    /**
     * Opens the reader; null when this JVM and machine allow no native call. Never throws.
     *
     * @param restricted finds the restricted methods of {@code java.lang.foreign}. It must have
     *                   full privilege access, which a privateLookupIn from another module has
     *                   not; on JDK 24 and later one on a class of java.base keeps the JVM from
     *                   printing a warning
     */
    public static TcpInfoReader open(MethodHandles.Lookup restricted) {
        SystemCalls calls = NativeAccess.open(restricted);
        return calls == null ? null : new TcpInfoReader(calls);
    }

    /** The socket's {@code tcp_info}; null when the descriptor is no open TCP socket. */
    public TcpInfo read(int fd) {
        NativeMemory memory = stripes.take();
        int length = calls.getsockopt(fd, IPPROTO_TCP, TCP_INFO, memory, TcpInfoParser.LENGTH);
        TcpInfo info = length < 0 ? null : TcpInfoParser.parse(memory.bytes(), length);
        stripes.giveBack(memory);
        return info;
    }

    /** Bytes received and not read yet, a FIN not counted; -1 when the kernel does not tell. */
    public int unreadBytes(int fd) {
        NativeMemory memory = stripes.take();
        int result = calls.ioctl(fd, fionread, memory);
        int unread = result < 0 ? -1 : memory.bytes().getInt(0);
        stripes.giveBack(memory);
        return unread;
    }

    /**
     * The kernel's own number of this socket, never used again while the machine runs; it stays
     * the same in TIME_WAIT. -1 when the kernel does not tell.
     */
    public long cookie(int fd) {
        NativeMemory memory = stripes.take();
        int length = calls.getsockopt(fd, SOL_SOCKET, SO_COOKIE, memory, Long.BYTES);
        long cookie = length == Long.BYTES ? memory.bytes().getLong(0) : -1;
        stripes.giveBack(memory);
        return cookie;
    }

    /**
     * Whether the peer's FIN has come and all before it was read. That shows also after a reset, where TCP_INFO has no
     * sign of it. {@code tcp_zerocopy_receive} of {@code net/ipv4/tcp.c} answers EIO for exactly this. Asked with no
     * address to map to, it moves no data, and it leaves the socket's error to whom it concerns.
     */
    public boolean isAtEndOfStream(int fd) {
        NativeMemory memory = stripes.take();
        memory.bytes().putLong(0, 0).putLong(Long.BYTES, 0);
        int result = calls.getsockopt(fd, IPPROTO_TCP, TCP_ZEROCOPY_RECEIVE, memory, ZEROCOPY_LENGTH);
        stripes.giveBack(memory);
        return result == -Errno.EIO;
    }

    /** Lets go of native access; calls under way on other threads are not disturbed. */
    @Override
    public void close() {
        calls.close();
    }
}
