package io.firstfin.tracer.jdk;

import java.lang.invoke.MethodHandle;

/**
 * Reads {@code sun.net.www.MessageHeader}, in which HttpURLConnection keeps the head of a message: the
 * request line is the first key, the status line the first value.
 */
public final class JdkMessageHeaders {

    private static final Class<?> HEADER = JdkLookup.type("sun.net.www.MessageHeader");
    private static final MethodHandle KEY = JdkLookup.method(HEADER, "getKey", String.class, int.class);
    private static final MethodHandle VALUE = JdkLookup.method(HEADER, "getValue", String.class, int.class);
    private static final MethodHandle FIND = JdkLookup.method(HEADER, "findValue", String.class, String.class);

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
}
