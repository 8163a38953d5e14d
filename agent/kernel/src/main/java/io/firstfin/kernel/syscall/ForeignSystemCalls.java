package io.firstfin.kernel.syscall;

import java.lang.invoke.MethodHandles.Lookup;

/** System calls through {@code java.lang.foreign}, JDK 22 and later. */
final class ForeignSystemCalls implements SystemCalls {
    /** Read once, by the static initialiser of {@link LibcHandles}, which takes no argument. */
    static volatile Lookup restricted;

    private final ForeignLinker linker;

    private ForeignSystemCalls(ForeignLinker linker) {
        this.linker = linker;
    }

    /** @throws LinkageError when the JVM or libc does not let us link */
    static synchronized ForeignSystemCalls open(Lookup lookup) {
        restricted = lookup;
        try {
            return new ForeignSystemCalls(LibcHandles.LINKER);
        } finally {
            restricted = null;
        }
    }

    @Override
    public NativeMemory allocate(int size) {
        return new NativeMemory(size, linker);
    }

    @Override
    public int socket(int domain, int type, int protocol) {
        NativeMemory memory = allocate(0);
        Object errno = memory.errnoCell();
        try {
            int fd = (int) LibcHandles.SOCKET.invokeExact(errno, domain, type, protocol);
            return fd >= 0 ? fd : -memory.errno();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int close(int fd) {
        try {
            return (int) LibcHandles.CLOSE.invokeExact(fd) == 0 ? 0 : -Errno.EBADF;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    @Override
    public int send(int fd, NativeMemory memory, int length, int flags) {
        Object errno = memory.errnoCell();
        try {
            long sent = (long) LibcHandles.SEND.invokeExact(errno, fd, memory.address(), (long) length, flags);
            return sent >= 0 ? (int) sent : -memory.errno();
        } catch (Throwable e) {
            throw unexpected(e);
        } finally {
            memory.keepAlive();
        }
    }

    @Override
    public int recv(int fd, NativeMemory memory, int flags) {
        Object errno = memory.errnoCell();
        try {
            long received =
                    (long) LibcHandles.RECV.invokeExact(errno, fd, memory.address(), (long) memory.size(), flags);
            return received >= 0 ? (int) received : -memory.errno();
        } catch (Throwable e) {
            throw unexpected(e);
        } finally {
            memory.keepAlive();
        }
    }

    @Override
    public int getsockopt(int fd, int level, int name, NativeMemory memory, int length) {
        Object errno = memory.errnoCell();
        memory.length(length);
        try {
            int result = (int) LibcHandles.GETSOCKOPT.invokeExact(
                    errno, fd, level, name, memory.address(), memory.lengthAddress());
            return result == 0 ? memory.length() : -memory.errno();
        } catch (Throwable e) {
            throw unexpected(e);
        } finally {
            memory.keepAlive();
        }
    }

    @Override
    public int setsockopt(int fd, int level, int name, NativeMemory memory, int length) {
        Object errno = memory.errnoCell();
        try {
            int result = (int) LibcHandles.SETSOCKOPT.invokeExact(errno, fd, level, name, memory.address(), length);
            return result == 0 ? 0 : -memory.errno();
        } catch (Throwable e) {
            throw unexpected(e);
        } finally {
            memory.keepAlive();
        }
    }

    @Override
    public int ioctl(int fd, long request, NativeMemory memory) {
        Object errno = memory.errnoCell();
        try {
            int result = (int) LibcHandles.IOCTL.invokeExact(errno, fd, request, memory.address());
            return result >= 0 ? result : -memory.errno();
        } catch (Throwable e) {
            throw unexpected(e);
        } finally {
            memory.keepAlive();
        }
    }

    /** The linked functions belong to this class loader and go with it. */
    @Override
    public void close() {}

    // A downcall itself declares no exception; what comes out is an Error of the JVM.
    private static Error unexpected(Throwable e) {
        return e instanceof Error error ? error : new LinkageError("native call", e);
    }
}
