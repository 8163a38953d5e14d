package io.firstfin.kernel.sockdiag;

import io.firstfin.kernel.syscall.Errno;
import io.firstfin.kernel.syscall.NativeAccess;
import io.firstfin.kernel.syscall.NativeMemory;
import io.firstfin.kernel.syscall.SystemCalls;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Receives each TCP socket of this network namespace as the kernel frees it, over netlink's multicast
 * groups SKNLGRP_INET_TCP_DESTROY and SKNLGRP_INET6_TCP_DESTROY ({@code net/core/sock_diag.c}). It needs
 * no privilege. While somebody listens, freeing a socket costs the kernel 2 us more, whoever's it is; so
 * keep it open only while its messages are wanted. Safe for use by several threads.
 */
public final class DestroyedSocketFeed implements AutoCloseable {
    private static final int SOL_NETLINK = 270; // include/linux/socket.h
    private static final int NETLINK_ADD_MEMBERSHIP = 1; // include/uapi/linux/netlink.h
    private static final int SOL_SOCKET = 1; // include/uapi/asm-generic/socket.h
    private static final int SO_RCVBUF = 8;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int INET_TCP_DESTROY = 1; // include/uapi/linux/sock_diag.h
    private static final int INET6_TCP_DESTROY = 3;
    /** Some thousand messages; the kernel lets us have no more than its net.core.rmem_max. */
    private static final int BUFFER_BYTES = 4 << 20;

    private static final int MESSAGE_BYTES = 4096;
    /** More than the buffer holds: ends a drain while sockets are freed faster than they are read. */
    private static final int MOST_AT_ONCE = 16_384;

    private final SystemCalls calls;
    private final NativeMemory memory;
    private final int fd;
    private boolean closed;

    private DestroyedSocketFeed(SystemCalls calls) throws IOException {
        this.calls = calls;
        this.memory = calls.allocate(MESSAGE_BYTES);
        this.fd = calls.socket(Netlink.AF_NETLINK, Netlink.SOCK_RAW | Netlink.SOCK_CLOEXEC, Netlink.NETLINK_SOCK_DIAG);
        if (fd < 0) {
            throw new IOException("socket(AF_NETLINK), errno " + -fd);
        }
        memory.bytes().putInt(0, BUFFER_BYTES);
        calls.setsockopt(fd, SOL_SOCKET, SO_RCVBUF, memory, Integer.BYTES);
        try {
            takePort();
            join(INET_TCP_DESTROY);
            join(INET6_TCP_DESTROY);
        } catch (IOException e) {
            calls.close(fd);
            throw e;
        }
    }

    /**
     * Begins to listen; null when this machine or JVM does not allow it. Never throws.
     *
     * @param restricted as for {@link NativeAccess#open}
     */
    public static DestroyedSocketFeed open(MethodHandles.Lookup restricted) {
        SystemCalls calls = NativeAccess.open(restricted);
        if (calls == null) {
            return null;
        }
        try {
            return new DestroyedSocketFeed(calls);
        } catch (IOException | RuntimeException | Error e) {
            calls.close();
            return null;
        }
    }

    /**
     * Hands over every socket that was freed since the last call.
     *
     * @return false when some were lost, because the kernel's buffer was full or cannot be read
     */
    public synchronized boolean drain(Consumer<DestroyedSocket> sockets) {
        boolean complete = !closed;
        for (int i = 0; i < MOST_AT_ONCE && !closed; i++) {
            int length = calls.recv(fd, memory, MSG_DONTWAIT);
            if (length == -Errno.EAGAIN) {
                break;
            }
            if (length == -Errno.ENOBUFS) {
                complete = false;
            } else if (length > 0) {
                complete &= read(memory.bytes(), length, sockets);
            } else if (length != -Errno.EINTR) {
                close();
                complete = false;
            }
        }
        return complete;
    }

    /** Stops listening; closing again does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            calls.close(fd);
            calls.close();
        }
    }

    /**
     * One datagram holds one message, as the kernel sends them; more would do no harm.
     *
     * @return false when a message is not understood: then a socket was freed, and nobody knows which
     */
    static boolean read(ByteBuffer bytes, int length, Consumer<DestroyedSocket> sockets) {
        boolean complete = length >= Netlink.HEADER;
        int offset = 0;
        while (length - offset >= Netlink.HEADER) {
            int size = bytes.getInt(offset);
            if (size < Netlink.HEADER || size > length - offset) {
                return false;
            }
            DestroyedSocket socket = DestroyedSocketMessage.parse(bytes, offset, size);
            if (socket == null) {
                complete = false;
            } else {
                sockets.accept(socket);
            }
            offset += Netlink.align(size);
        }
        return complete;
    }

    /**
     * The kernel gives a netlink socket its port number at its first message, and sends nothing to one
     * without. This message asks for nothing, and is not answered.
     */
    private void takePort() throws IOException {
        ByteBuffer header = memory.bytes();
        header.putInt(0, Netlink.HEADER).putShort(4, (short) Netlink.NLMSG_NOOP);
        header.putShort(6, (short) 0).putInt(8, 0).putInt(12, 0);
        int sent = calls.send(fd, memory, Netlink.HEADER, 0);
        if (sent != Netlink.HEADER) {
            throw new IOException("netlink send, errno " + -sent);
        }
    }

    private void join(int group) throws IOException {
        memory.bytes().putInt(0, group);
        int result = calls.setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, memory, Integer.BYTES);
        if (result < 0) {
            throw new IOException("NETLINK_ADD_MEMBERSHIP " + group + ", errno " + -result);
        }
    }
}
