package io.firstfin.sample;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.JarFile;

/**
 * The command line of the shipped jar, loaded as its own main class loads it and run in this JVM: many
 * commands in the time that a JVM takes to start.
 */
public final class ShippedCommandLine {
    private final ClassLoader zone;
    private final Method run;
    private final Path jar;

    /** How a command ended; what it threw is in {@code err}, as the JVM would have printed it. */
    public record Ended(int code, String out, String err) {}

    public ShippedCommandLine() throws Exception {
        jar = FirstFin.jar().toRealPath();
        ClassLoader launcher =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        Constructor<?> zones = launcher.loadClass("io.firstfin.launcher.ZoneLoader")
                .getDeclaredConstructor(JarFile.class, String.class, ClassLoader.class);
        zones.setAccessible(true);
        zone = (ClassLoader) zones.newInstance(new JarFile(jar.toFile()), "cli", ClassLoader.getPlatformClassLoader());
        run = zone.loadClass("io.firstfin.cli.Cli")
                .getMethod("run", String[].class, PrintStream.class, PrintStream.class, Path.class);
    }

    public Ended run(String... arguments) throws IllegalAccessException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(zone);
        try {
            int code = (int) run.invoke(null, arguments, print(out), print(err), jar);
            return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } catch (InvocationTargetException e) {
            StringWriter trace = new StringWriter();
            e.getCause().printStackTrace(new PrintWriter(trace));
            return new Ended(-1, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8) + trace);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static PrintStream print(ByteArrayOutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }
}
