package io.firstfin.kernel.syscall;

/**
 * System calls on raw descriptors. Results follow the kernel's own convention rather than libc's:
 * zero or more is success, below zero is {@code -errno} (see {@link Errno}). No call throws, and no
 * call is interrupted by {@link Thread#interrupt}. Safe for use by several threads, as long as each
 * uses its own {@link NativeMemory}.
 */
public interface SystemCalls extends AutoCloseable {
    /** Zeroed memory that calls can read and fill; freed by the collector. */
    NativeMemory allocate(int size);

    /** {@code socket(2)}: the new descriptor. */
    int socket(int domain, int type, int protocol);

    /** {@code close(2)}. */
    int close(int fd);

    /** {@code send(2)} of the first {@code length} bytes: how many were sent. */
    int send(int fd, NativeMemory memory, int length, int flags);

    /**
     * {@code recv(2)} into the whole memory: how many bytes came, with MSG_TRUNC how many there
     * were.
     */
    int recv(int fd, NativeMemory memory, int flags);

    /** {@code getsockopt(2)} with at most {@code length} bytes: how many the kernel wrote. */
    int getsockopt(int fd, int level, int name, NativeMemory memory, int length);

    /** {@code setsockopt(2)} with the first {@code length} bytes. */
    int setsockopt(int fd, int level, int name, NativeMemory memory, int length);

    /** {@code ioctl(2)} whose argument is the address of the memory. */
    int ioctl(int fd, long request, NativeMemory memory);

    /**
     * Lets go of what the JVM holds for this; calls under way are not disturbed, and later ones may
     * fail with EBADF. Closing again does nothing.
     */
    @Override
    void close();
}
