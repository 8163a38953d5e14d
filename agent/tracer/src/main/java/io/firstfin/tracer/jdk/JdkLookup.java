package io.firstfin.tracer.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;

/**
 * A lookup that counts as {@code java.base}'s own. Restricted methods such as {@code
 * Linker.downcallHandle} ask who calls them, and JDK 24 and later print a warning for anybody else.
 * Needs {@code java.lang.invoke} opened to this class's module.
 *
 * <p>What a static initializer looks up here and this JDK lacks ends that initializer.
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

    static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static VarHandle field(Class<?> owner, String name, Class<?> type) {
        try {
            return in(owner).findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A method whose receiver is an {@code Object} to its caller, who cannot name its class. */
    static MethodHandle method(Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
        try {
            MethodHandle method = in(owner).findVirtual(owner, name, MethodType.methodType(result, parameters));
            return method.asType(method.type().changeParameterType(0, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
