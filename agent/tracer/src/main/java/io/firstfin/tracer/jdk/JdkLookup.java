package io.firstfin.tracer.jdk;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;

/**
 * A lookup that counts as {@code java.base}'s own. Restricted methods such as {@code
 * Linker.downcallHandle} ask who calls them, and JDK 24 and later print a warning for anybody else.
 * Needs {@code java.lang.invoke} opened to this class's module.
 */
public final class JdkLookup {

    private JdkLookup() {}

    /**
     * {@code MethodHandles.privateLookupIn} would not do: what it returns may not find
     * caller-sensitive methods.
     */
    public static MethodHandles.Lookup open() {
        return in(Object.class);
    }

    /** Sees what the class itself sees, whichever module of the JDK it is in. */
    static MethodHandles.Lookup in(Class<?> type) {
        try {
            Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
            trusted.setAccessible(true);
            return ((MethodHandles.Lookup) trusted.get(null)).in(type);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("java.lang.invoke is not open to us", e);
        }
    }
}
