package io.firstfin.kernel.syscall;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * libc's functions through JNA, each result in the kernel's own convention: below zero is -errno.
 * Pointers and {@code size_t} are passed as long.
 *
 * <p>Not by JNA's direct mapping, which is quicker: it makes a libffi closure for each function, and
 * the first closure of each loading of the library takes a descriptor and a page of memory that
 * libffi never gives back (a deleted {@code /tmp/ffi*}; seen with JNA 5.19 on JDK 17).
 *
 * <p>{@code ioctl} is variadic; on the 64-bit Linux ABIs variadic integers are passed like any
 * others.
 */
final class JnaLibc {
    private final Function socket;
    private final Function close;
    private final Function send;
    private final Function recv;
    private final Function getsockopt;
    private final Function setsockopt;
    private final Function ioctl;

    /** @throws LinkageError when JNA's own library cannot be loaded */
    JnaLibc() {
        NativeLibrary libc = NativeLibrary.getProcess();
        socket = libc.getFunction("socket");
        close = libc.getFunction("close");
        send = libc.getFunction("send");
        recv = libc.getFunction("recv");
        getsockopt = libc.getFunction("getsockopt");
        setsockopt = libc.getFunction("setsockopt");
        ioctl = libc.getFunction("ioctl");
    }

    int socket(int domain, int type, int protocol) {
        return (int) orErrno(socket.invokeInt(new Object[] {domain, type, protocol}));
    }

    int close(int fd) {
        return (int) orErrno(close.invokeInt(new Object[] {fd}));
    }

    int send(int fd, long buffer, long length, int flags) {
        return (int) orErrno(send.invokeLong(new Object[] {fd, buffer, length, flags}));
    }

    int recv(int fd, long buffer, long length, int flags) {
        return (int) orErrno(recv.invokeLong(new Object[] {fd, buffer, length, flags}));
    }

    int getsockopt(int fd, int level, int name, long value, long length) {
        return (int) orErrno(getsockopt.invokeInt(new Object[] {fd, level, name, value, length}));
    }

    int setsockopt(int fd, int level, int name, long value, int length) {
        return (int) orErrno(setsockopt.invokeInt(new Object[] {fd, level, name, value, length}));
    }

    int ioctl(int fd, long request, long argument) {
        return (int) orErrno(ioctl.invokeInt(new Object[] {fd, request, argument}));
    }

    private static long orErrno(long result) {
        return result >= 0 ? result : -Native.getLastError();
    }
}
