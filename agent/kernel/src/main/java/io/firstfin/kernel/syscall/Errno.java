package io.firstfin.kernel.syscall;

/** The error numbers that are handled by name, from {@code asm-generic/errno*.h}. */
public final class Errno {
    public static final int ENOENT = 2;
    public static final int EINTR = 4;
    public static final int EBADF = 9;
    public static final int EAGAIN = 11;
    public static final int EINVAL = 22;
    public static final int ENOBUFS = 105;

    private Errno() {
    }
}
