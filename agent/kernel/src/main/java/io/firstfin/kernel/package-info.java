/**
 * What Linux reports about the TCP sockets of this network namespace, and about free space on disks.
 *
 * <p>This package holds the facts ({@link io.firstfin.kernel.SocketRow} and its parts, or {@link
 * io.firstfin.kernel.SocketCursor} where there are too many for objects) and the interface of every source, {@link
 * io.firstfin.kernel.SocketTable}. Most sub-packages mirror one kernel interface and are named after
 * it:
 * <pre>
 * syscall   libc's socket calls on raw descriptors, over java.lang.foreign or JNA; imports disk
 * tcpinfo   getsockopt(TCP_INFO), FIONREAD, SO_COOKIE          imports syscall
 * sockdiag  NETLINK_SOCK_DIAG                                  imports syscall, tcpinfo
 * procfs    /proc/net, /proc/PID/fd
 * sysctl    /proc/sys
 * ports     how far local ports are used up, and when       imports sysctl
 * disk      statvfs, and what a recording needs of it
 * source    chooses among netlink, /proc and none           imports syscall, sockdiag, procfs
 * </pre>
 * This package imports none of them. A sub-package may import this package, and of the other sub-packages only
 * those that are listed beside it.
 *
 * <p>The code runs inside the JVM it looks at: it may import the JDK and JNA only, opens no Java socket, logs
 * nothing, prints nothing and starts no thread of its own.
 */
package io.firstfin.kernel;
