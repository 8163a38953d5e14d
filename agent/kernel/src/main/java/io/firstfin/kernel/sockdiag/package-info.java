/**
 * Netlink's {@code NETLINK_SOCK_DIAG}: the kernel's sockets, one by exact look-up or all by dump,
 * without any privilege.
 *
 * <p>Mirrors {@code include/uapi/linux/netlink.h}, {@code sock_diag.h} and {@code inet_diag.h}.
 * Encoding and parsing are pure and work on byte buffers; only {@code SockDiagSocket} calls the
 * kernel. May import {@code io.firstfin.kernel} and {@code io.firstfin.kernel.syscall}.
 */
package io.firstfin.kernel.sockdiag;
