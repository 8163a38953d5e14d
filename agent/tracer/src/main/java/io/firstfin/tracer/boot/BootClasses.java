package io.firstfin.tracer.boot;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.ProtectionDomain;
import java.util.List;

/**
 * Defines {@code io.firstfin.bootstrap} in the boot loader, once per JVM.
 *
 * <p>Through {@code jdk.internal.misc.Unsafe.defineClass}, not {@code
 * Instrumentation.appendToBootstrapClassLoaderSearch}: that makes HotSpot give up class data sharing
 * and say so on the application's stdout, and needs a jar file of its own.
 */
public final class BootClasses {

    private static final String FOLDER = "boot/";
    private static final String BRIDGE = "io.firstfin.bootstrap.Bridge";

    private BootClasses() {}

    /**
     * Defines what is missing: all of it, or the rest where an earlier attach failed half-way. Needs
     * {@code jdk.internal.misc} opened to this class's module.
     *
     * @param loader whose resources hold the class files under {@code boot/}, and their names,
     *     parents first
     */
    public static Module define(ClassLoader loader) throws Throwable {
        // the last one to be defined: whoever finds it finds the others
        Class<?> bridge = find(BRIDGE);
        if (bridge == null) {
            MethodHandle definer = definer();
            for (String name : index(loader)) {
                if (find(name) == null) {
                    byte[] bytes = read(loader, FOLDER + name.replace('.', '/') + ".class");
                    definer.invoke(name, bytes, 0, bytes.length, (ClassLoader) null, (ProtectionDomain) null);
                }
            }
            bridge = find(BRIDGE);
        }
        if (bridge == null) {
            throw new IllegalStateException("the JVM did not take " + BRIDGE);
        }
        return bridge.getModule();
    }

    private static MethodHandle definer() throws Throwable {
        Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Object unsafe = lookup.findStatic(type, "getUnsafe", MethodType.methodType(type))
                .invoke();
        return lookup.findVirtual(
                        type,
                        "defineClass",
                        MethodType.methodType(
                                Class.class,
                                String.class,
                                byte[].class,
                                int.class,
                                int.class,
                                ClassLoader.class,
                                ProtectionDomain.class))
                .bindTo(unsafe);
    }

    private static Class<?> find(String name) {
        try {
            return Class.forName(name, false, null);
        } catch (ClassNotFoundException absent) {
            return null;
        }
    }

    private static List<String> index(ClassLoader loader) throws IOException {
        return new String(read(loader, FOLDER + "io/firstfin/bootstrap/classes.list"))
                .lines()
                .toList();
    }

    private static byte[] read(ClassLoader loader, String resource) throws IOException {
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("firstfin.jar lacks " + resource + ": it is damaged");
            }
            return in.readAllBytes();
        }
    }
}
