package io.firstfin.tracer.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Classes woven ahead of their loading, on a thread of ours while the application starts: loading
 * Byte Buddy into a cold JVM costs 200 ms and more, which the application's first socket would have to
 * wait for. What is not ready in time is simply woven when it loads.
 */
final class PreparedClasses {

    private final Map<Target, Result> results = new ConcurrentHashMap<>();

    /** Hooks in {@code missing} met no method. */
    record Result(byte[] original, byte[] woven, List<Target.Hook> missing) {}

    /** Weaves the class files that the JDK ships. */
    void prepare(List<Target> targets, ClassWeaver weaver) throws IOException {
        for (Target target : targets) {
            byte[] original = classFile(target);
            if (original != null) {
                List<Target.Hook> missing = new ArrayList<>();
                byte[] woven = weaver.weave(target, original, missing);
                results.put(target, new Result(original, woven, missing));
            }
        }
    }

    /** The result for exactly these bytes, once; null when another agent changed them before us. */
    Result take(Target target, byte[] original) {
        Result result = results.remove(target);
        return result != null && Arrays.equals(result.original(), original) ? result : null;
    }

    private static byte[] classFile(Target target) throws IOException {
        try (InputStream in = Object.class.getResourceAsStream(file(target))) {
            return in == null ? null : in.readAllBytes();
        }
    }

    private static String file(Target target) {
        return "/" + target.internalName() + ".class";
    }
}
