package io.firstfin.tracer.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * Where the agent leaves its answers: the JVM's agent properties, which the attach protocol can read.
 * They are not the system properties, so the application sees nothing of them; and no file, no port
 * is needed. Needs {@code jdk.internal.vm} opened to this class's module.
 *
 * <p>Found when we come, by a method handle: the JDK may have to make classes for the next one, and when
 * we leave there may be no memory for them.
 */
public final class AgentProperties implements Consumer<String> {

    private static final String ANSWER = "io.firstfin.answer";
    private static final Properties PROPERTIES = find();

    /** Publishes the answer to a command. */
    @Override
    public void accept(String answer) {
        publish(ANSWER, answer);
    }

    public static void publish(String key, String text) {
        PROPERTIES.setProperty(key, text);
    }

    private static Properties find() {
        try {
            Class<?> support = Class.forName("jdk.internal.vm.VMSupport");
            return (Properties)
                    MethodHandles.lookup()
                            .findStatic(
                                    support,
                                    "getAgentProperties",
                                    MethodType.methodType(Properties.class))
                            .invoke();
        } catch (Throwable e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
