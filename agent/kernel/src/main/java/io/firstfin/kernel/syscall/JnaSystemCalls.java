package io.firstfin.kernel.syscall;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

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
        return (int) orErrno(JnaLibc.socket(domain, type, protocol));
    }

    @Override
    public int close(int fd) {
        return (int) orErrno(JnaLibc.close(fd));
    }

    @Override
    public int send(int fd, NativeMemory memory, int length, int flags) {
        long sent = orErrno(JnaLibc.send(fd, memory.address(), length, flags));
        memory.keepAlive();
        return (int) sent;
    }

    @Override
    public int recv(int fd, NativeMemory memory, int flags) {
        long received = orErrno(JnaLibc.recv(fd, memory.address(), memory.size(), flags));
        memory.keepAlive();
        return (int) received;
    }

    @Override
    public int getsockopt(int fd, int level, int name, NativeMemory memory, int length) {
        memory.length(length);
        int result = JnaLibc.getsockopt(fd, level, name, memory.address(), memory.lengthAddress());
        return result == 0 ? memory.length() : (int) orErrno(result);
    }

    @Override
    public int setsockopt(int fd, int level, int name, NativeMemory memory, int length) {
        long result = orErrno(JnaLibc.setsockopt(fd, level, name, memory.address(), length));
        memory.keepAlive();
        return (int) result;
    }

    @Override
    public int ioctl(int fd, long request, NativeMemory memory) {
        long result = orErrno(JnaLibc.ioctl(fd, request, memory.address()));
        memory.keepAlive();
        return (int) result;
    }

    @Override
    public void close() {
        JnaLoader.release();
    }

    private static long orErrno(long result) {
        return result >= 0 ? result : -Native.getLastError();
    }
}
