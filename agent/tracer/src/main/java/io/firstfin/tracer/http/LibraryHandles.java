package io.firstfin.tracer.http;

import io.firstfin.tracer.base.WeakIdentityMap;
import java.io.FileDescriptor;
import java.lang.ref.WeakReference;
import java.util.function.Function;

/** Objects of libraries that stand for a JDK object, or for another that does; keeps none alive. */
final class LibraryHandles {

    private final WeakIdentityMap<Object, WeakReference<Object>> meant = new WeakIdentityMap<>();
    private final Function<Object, FileDescriptor> descriptors;

    /** @param descriptors finds the one below a JDK object; null for what is none */
    LibraryHandles(Function<Object, FileDescriptor> descriptors) {
        this.descriptors = descriptors;
    }

    void put(Object handle, Object holder) {
        meant.put(handle, new WeakReference<>(holder));
    }

    /** Null when it leads to none. */
    FileDescriptor descriptor(Object holder) {
        Object current = holder;
        while (current != null) {
            FileDescriptor fd = descriptors.apply(current);
            if (fd != null) {
                return fd;
            }
            WeakReference<Object> next = meant.get(current);
            current = next == null ? null : next.get();
        }
        return null;
    }
}
