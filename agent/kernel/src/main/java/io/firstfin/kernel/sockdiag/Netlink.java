package io.firstfin.kernel.sockdiag;

/** Constants of {@code include/uapi/linux/netlink.h} and {@code sock_diag.h}. */
final class Netlink {
    static final int AF_NETLINK = 16;
    static final int SOCK_RAW = 3;
    static final int SOCK_CLOEXEC = 0x80000; // a child process shall not inherit it
    static final int NETLINK_SOCK_DIAG = 4;

    static final int NLMSG_NOOP = 1;
    static final int NLMSG_ERROR = 2;
    static final int NLMSG_DONE = 3;
    /** The older question, and its answers: {@code include/uapi/linux/inet_diag.h}. */
    static final int TCPDIAG_GETSOCK = 18;

    static final int SOCK_DIAG_BY_FAMILY = 20;

    static final int NLM_F_REQUEST = 0x1;
    static final int NLM_F_DUMP = 0x300;

    /** Length of {@code struct nlmsghdr}: u32 len, u16 type, u16 flags, u32 seq, u32 pid. */
    static final int HEADER = 16;

    private Netlink() {}

    /** Messages start on multiples of four (NLMSG_ALIGN). */
    static int align(int length) {
        return (length + 3) & ~3;
    }
}
