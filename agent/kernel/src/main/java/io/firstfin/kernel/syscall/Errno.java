package io.firstfin.kernel.syscall;

/** The error numbers that are handled by name, from {@code asm-generic/errno*.h}. */
public final class Errno {
    public static final int ENOENT = 2;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int EBADF = 9;
    public static final int EAGAIN = 11;
    public static final int EINVAL = 22;
    public static final int ENOBUFS = 105;

    private Errno() {}

    /** {@code EPERM} and such, as far as a refused netlink socket meets them, with the number. */
    public static String name(int errno) {
        String name = switch (errno) {
            case 1 -> "EPERM";
            case ENOENT -> "ENOENT";
            case 13 -> "EACCES";
            case 23 -> "ENFILE";
            case 24 -> "EMFILE";
            case EAGAIN -> "EAGAIN";
            case EINVAL -> "EINVAL";
            case 38 -> "ENOSYS";
            case 93 -> "EPROTONOSUPPORT";
            case 95 -> "EOPNOTSUPP";
            case 97 -> "EAFNOSUPPORT";
            case ENOBUFS -> "ENOBUFS";
            case 111 -> "ECONNREFUSED";
            default -> null;
        };
        return name == null ? "errno " + errno : name + " (errno " + errno + ")";
    }
}
