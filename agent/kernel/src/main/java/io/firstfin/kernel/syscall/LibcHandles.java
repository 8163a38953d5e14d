package io.firstfin.kernel.syscall;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * libc's functions as constants, which is what lets the JIT compile a call down to the call itself.
 *
 * <p>Pointers and {@code size_t} are passed as long. The first argument of every function but CLOSE
 * is the cell that receives errno. When linking fails, every use throws a LinkageError.
 */
final class LibcHandles {
    static final ForeignLinker LINKER;
    static final MethodHandle SOCKET;
    static final MethodHandle CLOSE;
    static final MethodHandle SEND;
    static final MethodHandle RECV;
    static final MethodHandle GETSOCKOPT;
    static final MethodHandle SETSOCKOPT;
    static final MethodHandle IOCTL;

    static {
        try {
            ForeignLinker linker = new ForeignLinker(ForeignSystemCalls.restricted);
            MethodType transfer = methodType(long.class, int.class, long.class, long.class, int.class);
            MethodType option = methodType(int.class, int.class, int.class, int.class, long.class);
            SOCKET = linker.withErrno("socket", methodType(int.class, int.class, int.class, int.class));
            CLOSE = linker.plain("close", methodType(int.class, int.class));
            SEND = linker.withErrno("send", transfer);
            RECV = linker.withErrno("recv", transfer);
            GETSOCKOPT = linker.withErrno("getsockopt", option.appendParameterTypes(long.class));
            SETSOCKOPT = linker.withErrno("setsockopt", option.appendParameterTypes(int.class));
            IOCTL = linker.variadicWithErrno("ioctl", methodType(int.class, int.class, long.class, long.class), 2);
            LINKER = linker;
        } catch (Throwable e) {
            throw new ExceptionInInitializerError(e);
        } finally {
            ForeignSystemCalls.restricted = null;
        }
    }

    private LibcHandles() {}
}
