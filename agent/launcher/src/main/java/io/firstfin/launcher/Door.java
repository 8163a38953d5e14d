package io.firstfin.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.jar.JarFile;

/**
 * The way into the isolated zone of a traced JVM: opens to its module, and to no other, the packages
 * of {@code java.base} it needs, and calls the one class that answers.
 */
final class Door implements AutoCloseable {

    private static final Set<String> OPENED =
            Set.of("java.io", "java.lang.invoke", "java.net", "jdk.internal.misc", "jdk.internal.vm", "sun.nio.ch");

    private final ZoneLoader zone;
    private final Consumer<String> answers;
    private Function<Map<String, String>, Map<String, String>> attachment;

    /** Opens the zone, and does nothing yet. */
    Door(Instrumentation instrumentation, File jar) throws IOException, ReflectiveOperationException {
        this.zone = new ZoneLoader(new JarFile(jar), "isolated", ClassLoader.getPlatformClassLoader());
        try {
            Module base = Object.class.getModule();
            Set<Module> zoneModule = Set.of(zone.getUnnamedModule());
            instrumentation.redefineModule(base, Set.of(), Map.of(), opened(zoneModule), Set.of(), Map.of());
            this.answers = answers(zone);
        } catch (Throwable e) {
            // nobody gets this door to close it
            zone.close();
            throw e;
        }
    }

    @SuppressWarnings("unchecked")
    private static Consumer<String> answers(ClassLoader zone) throws ReflectiveOperationException {
        return (Consumer<String>) Class.forName("io.firstfin.tracer.boot.AgentProperties", true, zone)
                .getConstructor()
                .newInstance();
    }

    /** In plain loops, here and elsewhere on the way in: the first lambda of a JVM costs 10 ms. */
    private static Map<String, Set<Module>> opened(Set<Module> to) {
        Map<String, Set<Module>> opened = new HashMap<>();
        for (String name : OPENED) {
            opened.put(name, to);
        }
        return opened;
    }

    /**
     * Weaves this JVM.
     *
     * @param running whether the application runs already
     * @param leave detaches, for a zone that has to end by itself
     */
    void enter(Instrumentation instrumentation, boolean running, Runnable leave) throws Throwable {
        try {
            @SuppressWarnings("unchecked")
            Function<Map<String, String>, Map<String, String>> opened =
                    (Function<Map<String, String>, Map<String, String>>) Class.forName(
                                    "io.firstfin.tracer.Attachment", true, zone)
                            .getMethod("open", Instrumentation.class, String.class, boolean.class, Runnable.class)
                            .invoke(null, instrumentation, zone.version(), running, leave);
            attachment = opened;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    Map<String, String> command(Map<String, String> command) {
        return attachment.apply(command);
    }

    /** Leaves {@code text} where the command line finds it. */
    void publish(String text) {
        answers.accept(text);
    }

    @Override
    public void close() throws IOException {
        zone.close();
    }
}
