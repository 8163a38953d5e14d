package io.firstfin.kernel.syscall;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/** System calls through JNA, for JDK 17 to 21. {@link JnaLoader} tells what loading it does. */
final class JnaSystemCalls implements SystemCalls {
    private static final NativeMemory.Addresses ADDRESSES = new NativeMemory.Addresses() {
        @Override
        public long of(ByteBuffer direct) {
            return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
        }

        @Override
        public Object errnoCell(ByteBuffer direct) {
            return null;
        }
    };

    private final AtomicBoolean closed = new AtomicBoolean();

    private JnaSystemCalls() {
    }

    /** @throws LinkageError when JNA's own library cannot be unpacked or loaded */
    static JnaSystemCalls open() {
        JnaLoader.acquire();
        return new JnaSystemCalls();
    }

    @Override
    public NativeMemory allocate(int size) {
        return new NativeMemory(size, ADDRESSES);
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        int ticket = JnaLoader.GATE.enter();
        if (ticket < 0) {
            return -Errno.EBADF;
        }
        int fd = (int) orErrno(JnaLibc.socket(domain, type, protocol));
        JnaLoader.GATE.leave(ticket);
        return fd;
    }

    @Override
    public int close(int fd) {
        int ticket = JnaLoader.GATE.enter();
        if (ticket < 0) {
            return -Errno.EBADF;
        }
        int result = (int) orErrno(JnaLibc.close(fd));
        JnaLoader.GATE.leave(ticket);
        return result;
    }

    @Override
    public int send(int fd, NativeMemory memory, int length, int flags) {
        int ticket = JnaLoader.GATE.enter();
        if (ticket < 0) {
            return -Errno.EBADF;
        }
        long sent = orErrno(JnaLibc.send(fd, memory.address(), length, flags));
        JnaLoader.GATE.leave(ticket);
        memory.keepAlive();
        return (int) sent;
    }

    @Override
    public int recv(int fd, NativeMemory memory, int flags) {
        int ticket = JnaLoader.GATE.enter();
        if (ticket < 0) {
            return -Errno.EBADF;
        }
        long received = orErrno(JnaLibc.recv(fd, memory.address(), memory.size(), flags));
        JnaLoader.GATE.leave(ticket);
        memory.keepAlive();
        return (int) received;
    }

    @Override
    public int getsockopt(int fd, int level, int name, NativeMemory memory, int length) {
        int ticket = JnaLoader.GATE.enter();
        if (ticket < 0) {
            return -Errno.EBADF;
        }
        memory.length(length);
        long result = orErrno(JnaLibc.getsockopt(fd, level, name, memory.address(),
                memory.lengthAddress()));
        JnaLoader.GATE.leave(ticket);
        return result == 0 ? memory.length() : (int) result;
    }

    @Override
    public int setsockopt(int fd, int level, int name, NativeMemory memory, int length) {
        int ticket = JnaLoader.GATE.enter();
        if (ticket < 0) {
            return -Errno.EBADF;
        }
        long result = orErrno(JnaLibc.setsockopt(fd, level, name, memory.address(), length));
        JnaLoader.GATE.leave(ticket);
        memory.keepAlive();
        return (int) result;
    }

    @Override
    public int ioctl(int fd, long request, NativeMemory memory) {
        int ticket = JnaLoader.GATE.enter();
        if (ticket < 0) {
            return -Errno.EBADF;
        }
        long result = orErrno(JnaLibc.ioctl(fd, request, memory.address()));
        JnaLoader.GATE.leave(ticket);
        memory.keepAlive();
        return (int) result;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            JnaLoader.release();
        }
    }

    private static long orErrno(long result) {
        return result >= 0 ? result : -Native.getLastError();
    }
}
