/**
 * Reads what the kernel knows about one open TCP socket by its descriptor: {@code TCP_INFO}, {@code FIONREAD} and
 * {@code SO_COOKIE}.
 *
 * <p>Mirrors {@code include/uapi/linux/tcp.h}. May import {@code io.firstfin.kernel} and {@code
 * io.firstfin.kernel.syscall}.
 */
package io.firstfin.kernel.tcpinfo;
