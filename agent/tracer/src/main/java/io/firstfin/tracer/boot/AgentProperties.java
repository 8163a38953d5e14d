package io.firstfin.tracer.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Properties;

/**
 * Where the agent leaves its answers: the JVM's agent properties, which the attach protocol can read.
 * They are not the system properties, so the application sees nothing of them; and no file, no port
 * is needed. Needs {@code jdk.internal.vm} opened to this class's module.
 */
public final class AgentProperties {

    private static final String ANSWER = "io.firstfin.answer";

    private AgentProperties() {}

    /** Publishes the answer to a command. */
    public static void publish(String answer) throws Throwable {
        publish(ANSWER, answer);
    }

    public static void publish(String key, String text) throws Throwable {
        Class<?> support = Class.forName("jdk.internal.vm.VMSupport");
        Properties properties =
                (Properties)
                        MethodHandles.lookup()
                                .findStatic(
                                        support,
                                        "getAgentProperties",
                                        MethodType.methodType(Properties.class))
                                .invoke();
        properties.setProperty(key, text);
    }
}
