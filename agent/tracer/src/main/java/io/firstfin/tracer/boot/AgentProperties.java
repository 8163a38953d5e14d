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
 * <p>This class looks them up once, when the agent attaches. The JDK may need new classes for each lookup,
 * and at detach the application may have used up the metaspace.
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
            return (Properties) MethodHandles.lookup()
                    .findStatic(support, "getAgentProperties", MethodType.methodType(Properties.class))
                    .invoke();
        } catch (Throwable e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
