package io.firstfin.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;

/**
 * A lookup with full privilege access on a class of java.base, as an agent can get one. Needs
 * {@code --add-opens java.base/java.lang.invoke=ALL-UNNAMED}, which the build gives to tests.
 */
public final class Restricted {
    private Restricted() {}

    public static MethodHandles.Lookup lookup() {
        try {
            Field trusted = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
            trusted.setAccessible(true);
            return ((MethodHandles.Lookup) trusted.get(null)).in(Object.class);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
