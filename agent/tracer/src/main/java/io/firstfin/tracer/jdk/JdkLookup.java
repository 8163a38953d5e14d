package io.firstfin.tracer.jdk;

import java.lang.invoke.MethodHandles;

/**
 * A lookup that counts as {@code java.base}'s own. Restricted methods such as {@code
 * Linker.downcallHandle} ask who calls them, and JDK 24 and later print a warning for anybody else.
 * Needs {@code java.lang.invoke} opened to this class's module.
 */
public final class JdkLookup {

    private JdkLookup() {}

    /** {@code MethodHandles.privateLookupIn} would not do: it may not find caller-sensitive methods. */
    public static MethodHandles.Lookup open() {
        try {
            MethodHandles.Lookup trusted =
                    (MethodHandles.Lookup)
                            MethodHandles.privateLookupIn(
                                            MethodHandles.Lookup.class, MethodHandles.lookup())
                                    .findStaticVarHandle(
                                            MethodHandles.Lookup.class,
                                            "IMPL_LOOKUP",
                                            MethodHandles.Lookup.class)
                                    .get();
            return trusted.in(Object.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("java.lang.invoke is not open to us", e);
        }
    }
}
