package io.firstfin.tracer.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Reads {@code sun.net.www.MessageHeader}, in which HttpURLConnection keeps the head of a message: the
 * request line is the first key, the status line the first value.
 */
public final class JdkMessageHeaders {

    private static final MethodHandle KEY;
    private static final MethodHandle VALUE;
    private static final MethodHandle FIND;

    static {
        try {
            Class<?> header = Class.forName("sun.net.www.MessageHeader");
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(header, JdkLookup.open());
            MethodType byNumber = MethodType.methodType(String.class, int.class);
            KEY = generic(lookup.findVirtual(header, "getKey", byNumber));
            VALUE = generic(lookup.findVirtual(header, "getValue", byNumber));
            FIND = generic(lookup.findVirtual(header, "findValue", MethodType.methodType(String.class, String.class)));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private JdkMessageHeaders() {}

    public static String requestLine(Object header) {
        return at(KEY, header);
    }

    public static String statusLine(Object header) {
        return at(VALUE, header);
    }

    private static String at(MethodHandle handle, Object header) {
        try {
            return (String) handle.invokeExact(header, 0);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of that header; null when there is none. */
    public static String find(Object header, String name) {
        try {
            return (String) FIND.invokeExact(header, name);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle generic(MethodHandle handle) {
        return handle.asType(handle.type().changeParameterType(0, Object.class));
    }
}
