package io.firstfin.victim;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A small agent in the victim, to see what another one does and leaves. Each load of it stands behind
 * all agents so far, and so meets the bytes that those made; the last one counts.
 */
public final class Probe {

    private static final Set<String> SOCKET_CLASSES = Set.of(
            "sun.nio.ch.Net",
            "sun.nio.ch.NioSocketImpl",
            "sun.nio.ch.SocketChannelImpl",
            "sun.nio.ch.ServerSocketChannelImpl",
            "sun.nio.ch.UnixAsynchronousSocketChannelImpl",
            "sun.nio.ch.AsynchronousSocketChannelImpl",
            "sun.nio.ch.UnixAsynchronousServerSocketChannelImpl",
            "sun.nio.ch.AsynchronousServerSocketChannelImpl",
            "sun.nio.ch.SocketDispatcher",
            "sun.nio.ch.UnixDispatcher",
            "sun.net.util.SocketExceptions",
            "jdk.internal.util.Exceptions");

    private static Instrumentation instrumentation;

    private Probe() {}

    public static void agentmain(String options, Instrumentation given) {
        instrumentation = given;
    }

    /** The socket classes' bytes in Base64, as another retransforming agent meets them. */
    static Map<String, String> classBytes() throws UnmodifiableClassException {
        Map<String, String> files = new ConcurrentHashMap<>();
        ClassFileTransformer reader = new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
                if (type != null) {
                    files.put(type.getName(), Base64.getEncoder().encodeToString(bytes));
                }
                return null;
            }
        };
        instrumentation.addTransformer(reader, true);
        try {
            instrumentation.retransformClasses(loaded());
        } finally {
            instrumentation.removeTransformer(reader);
        }
        return new TreeMap<>(files);
    }

    /** Classes and loaders of the isolated zone that are still there. */
    static int isolatedClasses() {
        int count = 0;
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            ClassLoader loader = type.getClassLoader();
            if (loader != null && "firstfin-isolated".equals(loader.getName())) {
                count++;
            }
        }
        return count;
    }

    /**
     * The calls of woven code while {@code act} runs, seen from the bridge's other end: what the
     * JVM executes, where {@link #classBytes} shows what it would.
     */
    static Set<String> bridgeCalls(Act act) throws Exception {
        Set<String> calls = new TreeSet<>();
        withTracer(
                (proxy, method, arguments) -> {
                    synchronized (calls) {
                        calls.add(method.getName());
                    }
                    return nothing(method);
                },
                act);
        return calls;
    }

    /**
     * How often the bridge calls each method, by its name, of a tracer that hands out a token for each act
     * that begins and then fails in every way.
     */
    static Map<String, Integer> callsOfAFaultyTracer(Act act) throws Exception {
        Map<String, Integer> calls = new ConcurrentHashMap<>();
        withTracer(
                (proxy, method, arguments) -> {
                    int call = calls.merge(method.getName(), 1, Integer::sum);
                    if (method.getReturnType() == Object.class) {
                        return new Object();
                    }
                    switch (call % 3) {
                        case 0:
                            throw new IllegalStateException("a fault of the tracer");
                        case 1:
                            throw new OutOfMemoryError("Metaspace");
                        default:
                            throw new StackOverflowError();
                    }
                },
                act);
        return new TreeMap<>(calls);
    }

    private static void withTracer(InvocationHandler handler, Act act) throws Exception {
        Class<?> bridge = Class.forName("io.firstfin.bootstrap.Bridge", true, null);
        Class<?> tracer = Class.forName("io.firstfin.bootstrap.Tracer", false, null);
        Object listener = Proxy.newProxyInstance(Probe.class.getClassLoader(), new Class<?>[] {tracer}, handler);
        Field road = bridge.getDeclaredField("tracer");
        road.setAccessible(true);
        Object before = road.get(null);
        road.set(null, listener);
        try {
            act.run();
        } finally {
            road.set(null, before);
        }
    }

    interface Act {
        void run() throws Exception;
    }

    private static Object nothing(Method method) {
        return method.getReturnType() == int.class ? 0 : null;
    }

    private static Class<?>[] loaded() {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (SOCKET_CLASSES.contains(type.getName())) {
                classes.add(type);
            }
        }
        return classes.toArray(new Class<?>[0]);
    }
}
