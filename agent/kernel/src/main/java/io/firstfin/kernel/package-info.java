/**
 * What Linux reports about the TCP sockets of this network namespace, and about free space on disks.
 *
 * <p>This package holds the facts ({@link io.firstfin.kernel.SocketRow} and its parts) and the interface of every
 * source, {@link io.firstfin.kernel.SocketTable}. Each sub-package mirrors one kernel interface and is named after
 * it:
 * <pre>
 * syscall   libc's socket calls on raw descriptors, over java.lang.foreign or JNA; imports disk
 * tcpinfo   getsockopt(TCP_INFO), FIONREAD, SO_COOKIE          imports syscall
 * sockdiag  NETLINK_SOCK_DIAG                                  imports syscall, tcpinfo
 * procfs    /proc/net, /proc/PID/fd
 * sysctl    /proc/sys
 * ports     what of the local ports is used up, and when    imports sysctl
 * disk      statvfs, and what a recording needs of it
 * </pre>
 * The sub-packages see the facts here and nothing else of each other; only {@link io.firstfin.kernel.SocketTables},
 * which picks the source, sees them.
 *
 * <p>The code runs inside the JVM it looks at: it may import the JDK and JNA only, opens no Java socket, logs
 * nothing, prints nothing and starts no thread of its own.
 */
package io.firstfin.kernel;
