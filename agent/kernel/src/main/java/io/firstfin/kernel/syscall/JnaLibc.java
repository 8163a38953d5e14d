package io.firstfin.kernel.syscall;

/**
 * libc's functions, bound by JNA's direct mapping while {@link JnaLoader} has users. Pointers and
 * {@code size_t} are passed as long, which spares JNA any conversion.
 *
 * <p>{@code ioctl} is variadic, which JNA's direct mapping cannot say; on the 64-bit Linux ABIs
 * variadic integers are passed like any others.
 */
final class JnaLibc {
    private JnaLibc() {
    }

    static native int socket(int domain, int type, int protocol);

    static native int close(int fd);

    static native long send(int fd, long buffer, long length, int flags);

    static native long recv(int fd, long buffer, long length, int flags);

    static native int getsockopt(int fd, int level, int name, long value, long length);

    static native int setsockopt(int fd, int level, int name, long value, int length);

    static native int ioctl(int fd, long request, long argument);
}
