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

    private final JnaLibc libc;
    private final AtomicBoolean closed = new AtomicBoolean();

    private JnaSystemCalls(JnaLibc libc) {
        this.libc = libc;
    }

    /** @throws LinkageError when JNA's own library cannot be unpacked or loaded */
    static JnaSystemCalls open() {
        return new JnaSystemCalls(JnaLoader.acquire());
    }

    @Override
    public NativeMemory allocate(int size) {
        return new NativeMemory(size, ADDRESSES);
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        return libc.socket(domain, type, protocol);
    }

    @Override
    public int close(int fd) {
        return libc.close(fd);
    }

    @Override
    public int send(int fd, NativeMemory memory, int length, int flags) {
        int sent = libc.send(fd, memory.address(), length, flags);
        memory.keepAlive();
        return sent;
    }

    @Override
    public int recv(int fd, NativeMemory memory, int flags) {
        int received = libc.recv(fd, memory.address(), memory.size(), flags);
        memory.keepAlive();
        return received;
    }

    @Override
    public int getsockopt(int fd, int level, int name, NativeMemory memory, int length) {
        memory.length(length);
        int result = libc.getsockopt(fd, level, name, memory.address(), memory.lengthAddress());
        return result == 0 ? memory.length() : result;
    }

    @Override
    public int setsockopt(int fd, int level, int name, NativeMemory memory, int length) {
        int result = libc.setsockopt(fd, level, name, memory.address(), length);
        memory.keepAlive();
        return result;
    }

    @Override
    public int ioctl(int fd, long request, NativeMemory memory) {
        int result = libc.ioctl(fd, request, memory.address());
        memory.keepAlive();
        return result;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            JnaLoader.release();
        }
    }
}
