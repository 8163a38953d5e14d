package io.firstfin.tracer.jdk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/** The options this JVM was started with; {@code java.lang.management} would load much for them. */
public final class VmOptions {

    private VmOptions() {}

    /** Empty when this JDK does not tell. Needs {@code jdk.internal.misc} opened to this module. */
    public static List<String> all() {
        try {
            Class<?> vm = Class.forName("jdk.internal.misc.VM");
            String[] options = (String[]) MethodHandles.lookup()
                    .findStatic(vm, "getRuntimeArguments", MethodType.methodType(String[].class))
                    .invoke();
            return options == null ? List.of() : List.of(options);
        } catch (Throwable anotherJdk) {
            return List.of();
        }
    }
}
