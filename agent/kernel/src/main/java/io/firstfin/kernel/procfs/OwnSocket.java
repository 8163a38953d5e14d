package io.firstfin.kernel.procfs;

import io.firstfin.kernel.SocketRow;

/**
 * A TCP socket that a process holds.
 *
 * @param fd  its descriptor in that process; one of them if it was duplicated
 * @param row what the kernel shows of it
 */
public record OwnSocket(int fd, SocketRow row) {}
