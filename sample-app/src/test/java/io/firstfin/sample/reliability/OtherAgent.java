package io.firstfin.sample.reliability;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isNative;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * A small agent of somebody else, which retransforms the classes that FirstFin weaves: it counts their calls
 * in a system property. With {@code show=FOLDER} it only writes those classes there, as all agents so far
 * make them.
 */
public final class OtherAgent {
    static final String CALLS = "other.agent.calls";

    private static final String SHOW = "show=";
    private static final String[] CLASSES = {
        "java.net.Socket",
        "java.net.ServerSocket",
        "sun.nio.ch.Net",
        "sun.nio.ch.NioSocketImpl",
        "sun.nio.ch.SocketChannelImpl",
        "sun.nio.ch.ServerSocketChannelImpl"
    };

    private OtherAgent() {}

    public static void premain(String options, Instrumentation instrumentation) throws Exception {
        agentmain(options, instrumentation);
    }

    public static void agentmain(String options, Instrumentation instrumentation) throws UnmodifiableClassException {
        if (options != null && options.startsWith(SHOW)) {
            show(Path.of(options.substring(SHOW.length())), instrumentation);
        } else {
            weave(instrumentation);
        }
    }

    /** The agent's jar, without classes: those are on the class path. */
    static Path jar(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", OtherAgent.class.getName());
        attributes.putValue("Agent-Class", OtherAgent.class.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        Path jar = folder.resolve("other-agent.jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }

    private static void weave(Instrumentation instrumentation) {
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .ignore(none())
                .type(namedOneOf(CLASSES))
                .transform((builder, type, loader, module, domain) -> builder.visit(Advice.to(CallCounter.class)
                        .on(namedOneOf("connect", "close", "accept", "implCloseSelectableChannel")
                                .and(not(isAbstract()))
                                .and(not(isNative())))))
                .installOn(instrumentation);
    }

    /** Woven into the JDK's classes, so it uses nothing but the JDK's. */
    static final class CallCounter {
        private CallCounter() {}

        @Advice.OnMethodEnter(suppress = Throwable.class)
        static void count() {
            System.setProperty("other.agent.calls", String.valueOf(Long.getLong("other.agent.calls", 0) + 1));
        }
    }

    private static void show(Path folder, Instrumentation instrumentation) throws UnmodifiableClassException {
        ClassFileTransformer reader = new ClassFileTransformer() {
            @Override
            public byte[] transform(
                    ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
                if (type != null) {
                    try {
                        Files.write(folder.resolve(type.getName()), bytes);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                return null;
            }
        };
        instrumentation.addTransformer(reader, true);
        try {
            Set<String> names = Set.of(CLASSES);
            instrumentation.retransformClasses(Arrays.stream(instrumentation.getAllLoadedClasses())
                    .filter(type -> names.contains(type.getName()))
                    .toArray(Class<?>[]::new));
        } finally {
            instrumentation.removeTransformer(reader);
        }
    }
}
