package io.firstfin.tracer.lifecycle;

import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The local addresses that the JDK asked for last, to be taken up by the connect or accept it asked
 * for. A slot that another socket took meanwhile only costs asking the kernel.
 */
final class LocalAddressCache {

    private static final int SLOTS = 256;

    private final AtomicReferenceArray<Answer> slots = new AtomicReferenceArray<>(SLOTS);

    private record Answer(FileDescriptor fd, InetSocketAddress local) {}

    void put(FileDescriptor fd, int number, InetSocketAddress local) {
        slots.set(number & SLOTS - 1, new Answer(fd, local));
    }

    /** Null when another socket took the slot. */
    InetSocketAddress take(FileDescriptor fd, int number) {
        int slot = number & SLOTS - 1;
        Answer answer = slots.get(slot);
        if (answer == null || answer.fd() != fd) {
            return null;
        }
        slots.set(slot, null);
        return answer.local();
    }
}
