package io.firstfin.kernel.syscall;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Off-heap memory for the arguments of system calls. Not for use by two threads at once.
 *
 * <p>Behind the caller's bytes lie two cells of our own, so that a call needs nothing else:
 * <pre>
 * offset 0             the caller's bytes, padded to a multiple of 8
 * offset padded        socklen_t of getsockopt (4 bytes)
 * offset padded + 8    errno as captured by java.lang.foreign (4 bytes)
 * </pre>
 */
public final class NativeMemory {
    private static final int CELLS = 16;
    private static final int ERRNO_CELL = 8;

    private final ByteBuffer whole;
    private final ByteBuffer bytes;
    private final int padded;
    private final long address;
    private final Object errnoCell;

    /** Tells what only the native road in use knows of a buffer. */
    interface Addresses {
        /** The address of a direct buffer's first byte. */
        long of(ByteBuffer direct);

        /** The buffer as the argument that receives errno; null where there is no such argument. */
        Object errnoCell(ByteBuffer direct);
    }

    NativeMemory(int size, Addresses addresses) {
        this.padded = (size + 7) & ~7;
        this.whole = ByteBuffer.allocateDirect(padded + CELLS).order(ByteOrder.nativeOrder());
        this.bytes = whole.slice(0, size).order(ByteOrder.nativeOrder());
        this.address = addresses.of(whole);
        this.errnoCell = addresses.errnoCell(whole.slice(padded + ERRNO_CELL, Integer.BYTES));
    }

    /** The caller's bytes in the machine's byte order. Use absolute access, or a duplicate. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** How many bytes the caller asked for. */
    public int size() {
        return bytes.capacity();
    }

    long address() {
        return address;
    }

    long lengthAddress() {
        return address + padded;
    }

    int length() {
        return whole.getInt(padded);
    }

    void length(int length) {
        whole.putInt(padded, length);
    }

    Object errnoCell() {
        return errnoCell;
    }

    int errno() {
        return whole.getInt(padded + ERRNO_CELL);
    }

    /** Keeps the memory from being freed while only its address is in use. */
    void keepAlive() {
        Reference.reachabilityFence(whole);
    }
}
