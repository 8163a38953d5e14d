/*
 * Stands between a JVM and the kernel (LD_PRELOAD), and spoils what FirstFin asks for. Nothing else that
 * the JVM or its application does is touched.
 *
 * KERNEL_SHIM names the faults: "tables=garbage,settings=refused". A kind may wait: "tables=garbage@20"
 * lets the first 20 calls through. Each fault that was met is noted in the file KERNEL_SHIM_MET, once.
 *
 * tables    sock_diag's tables over netlink        files     /proc/PID/net/tcp and tcp6
 * freed     netlink's groups of freed sockets      fds       /proc/PID/fd
 * info      TCP_INFO and SO_COOKIE by getsockopt   counters  /proc/PID/net/snmp, netstat, sockstat
 *                                                  settings  /proc/sys/net
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { NETLINK = 16, SOCK_DIAG = 4, SOL_NETLINK_ = 270, ADD_MEMBERSHIP = 1, LIST_MEMBERSHIPS = 9,
       TCP = 6, TCP_INFO_ = 11, SO_COOKIE_ = 57, HALF = 2, SLOW_MICROS = 20000, HEADER = 16 };

enum kind { NONE, REFUSED, ABSENT, GARBAGE, SCRAMBLED, SHORT, SLOW, FULL, SILENT };
static const char *const KINDS[] = {"none", "refused", "absent", "garbage", "scrambled", "short", "slow",
    "full", "silent"};
static const char *const SOURCES[] = {"tables", "freed", "info", "files", "fds", "counters", "settings"};
enum source { TABLES, FREED, INFO, FILES, FDS, COUNTERS, SETTINGS, COUNT };

static int calls[COUNT];
static int met[COUNT];

static enum kind parse(enum source source, int counts) {
    const char *at = getenv("KERNEL_SHIM");
    size_t name = strlen(SOURCES[source]);
    while (at && !(strncmp(at, SOURCES[source], name) == 0 && at[name] == '=')) {
        at = strchr(at, ',');
        at = at ? at + 1 : 0;
    }
    if (!at) {
        return NONE;
    }
    at += name + 1;
    size_t end = strcspn(at, ",@");
    if (at[end] == '@' && __sync_add_and_fetch(&calls[source], counts) <= atoi(at + end + 1)) {
        return NONE;
    }
    for (int kind = NONE; kind <= SILENT; kind++) {
        if (strlen(KINDS[kind]) == end && strncmp(at, KINDS[kind], end) == 0) {
            return kind;
        }
    }
    abort();
}

static enum kind fault(enum source source) {
    enum kind kind = parse(source, 1);
    const char *file = getenv("KERNEL_SHIM_MET");
    if (kind != NONE && file && __sync_bool_compare_and_swap(&met[source], 0, 1)) {
        char line[64];
        int length = snprintf(line, sizeof line, "%s=%s\n", SOURCES[source], KINDS[kind]);
        int fd = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND, 0600);
        syscall(SYS_write, fd, line, length);
        syscall(SYS_close, fd);
    }
    return kind;
}

/* Of a source that is asked in several steps: whether the first one fails already. */
static int refuses(enum source source) {
    enum kind kind = parse(source, 0);
    return (kind == REFUSED || kind == ABSENT) && fault(source) != NONE;
}

static int fail(int code) {
    errno = code;
    return -1;
}

/* Any bytes, and the same in each run. */
static void spoil(void *bytes, size_t length) {
    static uint32_t seed = 42;
    for (size_t i = 0; i < length; i++) {
        seed = seed * 1664525 + 1013904223;
        ((unsigned char *) bytes)[i] = seed >> 24;
    }
}

static int option(int fd, int level, int name) {
    int value = 0;
    socklen_t length = sizeof value;
    return syscall(SYS_getsockopt, fd, level, name, &value, &length) == 0 ? value : -1;
}

static int is_sock_diag(int fd) {
    return option(fd, SOL_SOCKET, SO_DOMAIN) == NETLINK && option(fd, SOL_SOCKET, SO_PROTOCOL) == SOCK_DIAG;
}

int socket(int domain, int type, int protocol) {
    if (domain == NETLINK && protocol == SOCK_DIAG && refuses(TABLES)) {
        return fail(parse(TABLES, 0) == REFUSED ? EPERM : ENOSYS);
    }
    return syscall(SYS_socket, domain, type, protocol);
}

int setsockopt(int fd, int level, int name, const void *value, socklen_t length) {
    if (level == SOL_NETLINK_ && name == ADD_MEMBERSHIP && refuses(FREED)) {
        return fail(parse(FREED, 0) == REFUSED ? EPERM : ENOSYS);
    }
    return syscall(SYS_setsockopt, fd, level, name, value, length);
}

ssize_t recv(int fd, void *buffer, size_t length, int flags) {
    ssize_t got = syscall(SYS_recvfrom, fd, buffer, length, flags, 0, 0);
    int code = errno;
    if (got <= 0 || !is_sock_diag(fd)) {
        errno = code;
        return got;
    }
    size_t here = (size_t) got < length ? (size_t) got : length;
    switch (fault(option(fd, SOL_NETLINK_, LIST_MEMBERSHIPS) > 0 ? FREED : TABLES)) {
        case GARBAGE: spoil(buffer, here); break;
        case SCRAMBLED: if (here > HEADER) spoil((char *) buffer + HEADER, here - HEADER); break;
        case SHORT: return got / HALF;
        case SLOW: usleep(SLOW_MICROS); break;
        case FULL: return fail(ENOBUFS);
        case SILENT: return fail(EAGAIN);
        default: break;
    }
    return got;
}

int getsockopt(int fd, int level, int name, void *value, socklen_t *length) {
    int result = syscall(SYS_getsockopt, fd, level, name, value, length);
    if (result == 0 && ((level == TCP && name == TCP_INFO_)
            || (level == SOL_SOCKET && name == SO_COOKIE_))) {
        switch (fault(INFO)) {
            case REFUSED: return fail(EPERM);
            case ABSENT: return fail(ENOSYS);
            case GARBAGE: spoil(value, *length); break;
            case SHORT: *length /= 2 * HALF; break;
            case SLOW: usleep(SLOW_MICROS); break;
            default: break;
        }
    }
    return result;
}

static int ends_with(const char *path, const char *end) {
    size_t length = strlen(path);
    size_t tail = strlen(end);
    return length >= tail && strcmp(path + length - tail, end) == 0;
}

static int source_of(const char *path) {
    if (!path || strncmp(path, "/proc/", 6) != 0) {
        return -1;
    }
    if (strncmp(path, "/proc/sys/net/", 14) == 0) {
        return SETTINGS;
    }
    if (ends_with(path, "/fd") || strstr(path, "/fd/")) {
        return FDS;
    }
    if (ends_with(path, "/net/tcp") || ends_with(path, "/net/tcp6")) {
        return FILES;
    }
    return ends_with(path, "/net/snmp") || ends_with(path, "/net/netstat")
            || ends_with(path, "/net/sockstat") ? COUNTERS : -1;
}

/* A file with garbage in it, or with the first half of what the kernel says. */
static int spoiled(int fd, enum kind kind) {
    ssize_t most = 1 << 20;
    char *bytes = malloc(most);
    ssize_t length = 0;
    for (ssize_t got = 1; got > 0 && length < most; length += got) {
        got = syscall(SYS_read, fd, bytes + length, most - length);
        got = got < 0 ? 0 : got;
    }
    syscall(SYS_close, fd);
    if (kind == GARBAGE) {
        spoil(bytes, length);
    }
    int copy = syscall(SYS_memfd_create, "spoiled", MFD_CLOEXEC);
    syscall(SYS_write, copy, bytes, kind == GARBAGE ? length : length / HALF);
    lseek(copy, 0, SEEK_SET);
    free(bytes);
    return copy;
}

static int open_at(int folder, const char *path, int flags, int mode) {
    int source = source_of(path);
    enum kind kind = source < 0 ? NONE : fault(source);
    switch (kind) {
        case REFUSED: return fail(EACCES);
        case ABSENT: return fail(ENOENT);
        case SLOW: usleep(SLOW_MICROS); break;
        default: break;
    }
    if (source == FDS && (kind == GARBAGE || kind == SHORT)) {
        path = kind == GARBAGE ? "/proc/self/attr" : "/proc/self/map_files";
    }
    int fd = syscall(SYS_openat, folder, path, flags, mode);
    return fd >= 0 && source != FDS && (kind == GARBAGE || kind == SHORT) ? spoiled(fd, kind) : fd;
}

#define MODE(flags) int mode = 0; \
    if (flags & (O_CREAT | __O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, int); \
        va_end(more); }

int open(const char *path, int flags, ...) { MODE(flags) return open_at(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_at(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) {
    MODE(flags) return open_at(folder, path, flags, mode);
}
int openat64(int folder, const char *path, int flags, ...) {
    MODE(flags) return open_at(folder, path, flags, mode);
}

/* Only what is said to be absent is found to be: a filter or a security module lets access pass. */
int access(const char *path, int mode) {
    int source = source_of(path);
    if (source >= 0 && fault(source) == ABSENT) {
        return fail(ENOENT);
    }
    return syscall(SYS_faccessat, AT_FDCWD, path, mode);
}

ssize_t readlink(const char *path, char *buffer, size_t length) {
    if (source_of(path) == FDS) {
        switch (fault(FDS)) {
            case REFUSED: return fail(EACCES);
            case SLOW: usleep(SLOW_MICROS / 10); break;
            default: break;
        }
    }
    return syscall(SYS_readlinkat, AT_FDCWD, path, buffer, length);
}

/* java.lang.foreign asks libc itself for its functions, past what was loaded before it. */
void *dlsym(void *handle, const char *name) {
    static void *(*real)(void *, const char *);
    static const char *const versions[] = {"GLIBC_2.34", "GLIBC_2.2.5", "GLIBC_2.17"};
    for (int i = 0; !real && i < 3; i++) {
        real = (void *(*)(void *, const char *)) dlvsym(RTLD_NEXT, "dlsym", versions[i]);
    }
    if (strcmp(name, "socket") == 0) return (void *) socket;
    if (strcmp(name, "recv") == 0) return (void *) recv;
    if (strcmp(name, "getsockopt") == 0) return (void *) getsockopt;
    if (strcmp(name, "setsockopt") == 0) return (void *) setsockopt;
    return real(handle, name);
}
