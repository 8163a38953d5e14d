package io.firstfin.kernel.sockdiag;

import io.firstfin.kernel.Endpoints;
import io.firstfin.kernel.SocketCursor;
import io.firstfin.kernel.SocketRow;
import io.firstfin.kernel.syscall.Errno;
import io.firstfin.kernel.syscall.NativeMemory;
import io.firstfin.kernel.syscall.SystemCalls;
import java.io.IOException;
import java.util.function.Consumer;

/** One netlink socket to the kernel's sock_diag. Not for use by two threads at once. */
final class SockDiagSocket implements AutoCloseable {
    private static final int SOL_SOCKET = 1; // include/uapi/asm-generic/socket.h
    private static final int SO_RCVTIMEO = 20;
    private static final int TIMEVAL = 16; // struct timeval: s64 tv_sec, s64 tv_usec
    private static final int MSG_TRUNC = 0x20;
    private static final int RECEIVE_BYTES = 32 * 1024; // the most the kernel puts in one datagram
    private static final int ATTEMPTS = 3;
    /** More than any dump needs; ends a reply that would never end. */
    private static final int MAX_DATAGRAMS = 1 << 20;

    private final SystemCalls calls;
    private final NativeMemory request;
    private final NativeMemory reply;
    private final int fd;
    private int sequence;

    SockDiagSocket(SystemCalls calls, NativeMemory request, NativeMemory reply) throws IOException {
        this.calls = calls;
        this.request = request;
        this.reply = reply;
        this.fd = calls.socket(Netlink.AF_NETLINK, Netlink.SOCK_RAW | Netlink.SOCK_CLOEXEC, Netlink.NETLINK_SOCK_DIAG);
        if (fd < 0) {
            throw new IOException("socket(AF_NETLINK) failed with " + Errno.name(-fd));
        }
        limitWaiting();
    }

    static NativeMemory requestMemory(SystemCalls calls) {
        return calls.allocate(InetDiagRequest.MOST);
    }

    static NativeMemory replyMemory(SystemCalls calls) {
        return calls.allocate(RECEIVE_BYTES);
    }

    /** The socket the kernel holds for this 4-tuple, which may be one that listens on its port. */
    SocketRow exact(Endpoints endpoints) throws IOException {
        InetDiagRequest.exact(request.bytes(), ++sequence, endpoints);
        send(InetDiagRequest.LENGTH);
        SocketRow[] found = new SocketRow[1];
        // Answers to an older question that timed out may still lie before ours.
        for (int i = 0; i < MAX_DATAGRAMS; i++) {
            int length = receive();
            NetlinkReply.End end = NetlinkReply.read(reply.bytes(), length, sequence, row -> found[0] = row);
            if (found[0] != null || end != NetlinkReply.End.MORE) {
                return found[0];
            }
        }
        throw new IOException("sock_diag gave no answer");
    }

    /** Shows all sockets of one family in these states. */
    void dump(int family, int states, Consumer<SocketCursor> visitor) throws IOException {
        InetDiagRequest.dump(request.bytes(), ++sequence, family, states);
        send(InetDiagRequest.LENGTH);
        receiveDump(visitor);
    }

    /** The same of both families at once. */
    void dumpAll(int states, Consumer<SocketCursor> visitor) throws IOException {
        InetDiagRequest.dumpAll(request.bytes(), ++sequence, states);
        send(InetDiagRequest.DUMP_ALL_LENGTH);
        receiveDump(visitor);
    }

    private void receiveDump(Consumer<SocketCursor> visitor) throws IOException {
        NetlinkReply datagram = new NetlinkReply(reply.bytes());
        for (int i = 0; i < MAX_DATAGRAMS; i++) {
            int length = receive();
            if (datagram.read(length, sequence, visitor) != NetlinkReply.End.MORE) {
                return;
            }
        }
        throw new IOException("sock_diag dump without end");
    }

    @Override
    public void close() {
        calls.close(fd);
    }

    // The kernel answers while we send or receive; the limit is for what cannot happen.
    private void limitWaiting() {
        request.bytes().putLong(0, 1).putLong(8, 0);
        calls.setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, request, TIMEVAL);
    }

    private void send(int length) throws IOException {
        int sent = 0;
        for (int i = 0; i < ATTEMPTS; i++) {
            sent = calls.send(fd, request, length, 0);
            if (sent == length) {
                return;
            }
            if (sent != -Errno.EINTR) {
                break;
            }
        }
        throw new IOException("netlink send failed with " + Errno.name(-sent));
    }

    private int receive() throws IOException {
        int received = 0;
        for (int i = 0; i < ATTEMPTS; i++) {
            received = calls.recv(fd, reply, MSG_TRUNC);
            if (received != -Errno.EINTR) {
                break;
            }
        }
        if (received <= 0) {
            // ENOBUFS: the kernel dropped part of the answer. EAGAIN: it gave none in time.
            throw new IOException("netlink recv failed with " + Errno.name(-received));
        }
        if (received > reply.size()) {
            throw new IOException("netlink datagram of " + received + " bytes was cut");
        }
        return received;
    }
}
