package io.firstfin.sample.reliability;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A way in which the kernel fails FirstFin.
 *
 * @param how as docs/reliability.md has it
 * @param faults as kernel-shim.c reads them
 * @param source the source that must be in use at the end
 * @param reason a part of why it is not the best; empty where it is
 * @param counted whether errors have to be counted
 * @param isShort whether it belongs to the short form
 */
record KernelFault(String how, String faults, String source, String reason, boolean counted, boolean isShort) {
    private static final String SOCK_DIAG = "SOCK_DIAG";
    private static final String PROCFS = "PROCFS";
    private static final String NETLINK = "socket(AF_NETLINK) failed with ";
    private static final String FAILED = "netlink";

    static Stream<KernelFault> all() {
        return Stream.of(
                        List.of(
                                brief(
                                        "everything is refused",
                                        "tables=refused,info=refused,files=refused,"
                                                + "fds=refused,counters=refused,settings=refused",
                                        PROCFS,
                                        NETLINK + "EPERM"),
                                brief(
                                        "everything is garbage, sock_diag after a while",
                                        "tables=garbage@20,freed=garbage,info=garbage,files=garbage,fds=garbage,"
                                                + "counters=garbage,settings=garbage",
                                        PROCFS,
                                        "sock_diag failed")),
                        List.of(
                                best("nothing", ""),
                                other("sock_diag: refused", "tables=refused", NETLINK + "EPERM"),
                                other("sock_diag: not there", "tables=absent", NETLINK + "ENOSYS"),
                                other("sock_diag: garbage", "tables=garbage", FAILED),
                                other("sock_diag: cut short", "tables=short", FAILED),
                                other("sock_diag: ENOBUFS", "tables=full", "ENOBUFS"),
                                other("sock_diag: no answer", "tables=silent", "EAGAIN"),
                                late("sock_diag: garbage after a while", "tables=garbage@20"),
                                late("sock_diag: cut short after a while", "tables=short@20"),
                                late("sock_diag: ENOBUFS after a while", "tables=full@20"),
                                late("sock_diag: no answer after a while", "tables=silent@20"),
                                late("sock_diag: wrong sockets after a while", "tables=scrambled@20"),
                                best("sock_diag: slow", "tables=slow")),
                        kinds(
                                "freed sockets",
                                "freed",
                                "refused",
                                "absent",
                                "garbage",
                                "scrambled",
                                "short",
                                "full",
                                "slow"),
                        kinds("TCP_INFO", "info", "refused", "absent", "garbage", "short", "slow"),
                        kinds("/proc/self/fd", "fds", "refused", "garbage", "short", "slow"),
                        kinds("/proc/net/snmp, netstat, sockstat", "counters", "refused", "garbage", "short", "slow"),
                        kinds("/proc/sys/net", "settings", "refused", "garbage", "short", "slow"),
                        List.of(
                                new KernelFault(
                                        "/proc/net/tcp, sock_diag refused: refused",
                                        "tables=refused,files=refused",
                                        PROCFS,
                                        NETLINK + "EPERM",
                                        true,
                                        false),
                                new KernelFault(
                                        "/proc/net/tcp, sock_diag refused: not there",
                                        "tables=refused,files=absent",
                                        "NONE",
                                        "",
                                        false,
                                        false),
                                new KernelFault(
                                        "/proc/net/tcp, sock_diag refused: garbage",
                                        "tables=refused,files=garbage",
                                        PROCFS,
                                        NETLINK + "EPERM",
                                        true,
                                        false),
                                new KernelFault(
                                        "/proc/net/tcp, sock_diag refused: short",
                                        "tables=refused,files=short",
                                        PROCFS,
                                        NETLINK + "EPERM",
                                        true,
                                        true),
                                other(
                                        "/proc/net/tcp, sock_diag refused: slow",
                                        "tables=refused,files=slow",
                                        NETLINK + "EPERM")))
                .flatMap(List::stream);
    }

    /** What the shim notes when each of them was met. */
    List<String> toBeMet() {
        return Arrays.stream(faults.split(","))
                .filter(one -> !one.isEmpty())
                .map(one -> one.replaceFirst("@.*", ""))
                .toList();
    }

    private static KernelFault brief(String how, String faults, String source, String reason) {
        return new KernelFault(how, faults, source, reason, true, true);
    }

    private static KernelFault best(String how, String faults) {
        return new KernelFault(how, faults, SOCK_DIAG, "", false, false);
    }

    private static KernelFault other(String how, String faults, String reason) {
        return new KernelFault(how, faults, PROCFS, reason, false, false);
    }

    private static KernelFault late(String how, String faults) {
        return new KernelFault(how, faults, PROCFS, "sock_diag failed", true, false);
    }

    private static List<KernelFault> kinds(String what, String source, String... kinds) {
        return Arrays.stream(kinds)
                .map(kind -> best(what + ": " + kind, source + "=" + kind))
                .toList();
    }

    @Override
    public String toString() {
        return how;
    }
}
