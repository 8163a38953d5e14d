/**
 * Reads the kernel's sockets over netlink without privileges: one by exact look-up, all by dump, or each as it is
 * freed.
 *
 * <p>Mirrors {@code include/uapi/linux/netlink.h}, {@code sock_diag.h} and {@code inet_diag.h}. Encoding and
 * parsing are pure and work on byte buffers; only {@code SockDiagSocket} and {@code DestroyedSocketFeed} call the
 * kernel. May import {@code io.firstfin.kernel}, {@code io.firstfin.kernel.syscall} and the parser of {@code
 * io.firstfin.kernel.tcpinfo}.
 */
package io.firstfin.kernel.sockdiag;
