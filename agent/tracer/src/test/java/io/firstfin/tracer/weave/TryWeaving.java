package io.firstfin.tracer.weave;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.dynamic.ClassFileLocator;

/** Weaves a class file without loading it. */
public final class TryWeaving {

    private static final ClassFileLocator JDK =
            ClassFileLocator.ForClassLoader.of(ClassLoader.getPlatformClassLoader());

    private TryWeaving() {}

    /** In words: whether the class is there, which methods were hooked, whether its bytes changed. */
    public static String outcome(Target target) throws IOException {
        ClassFileLocator.Resolution found = JDK.locate(target.className());
        if (!found.isResolved()) {
            return "is not there";
        }
        byte[] original = found.resolve();
        List<Target.Hook> missing = new ArrayList<>();
        byte[] woven = new ClassWeaver().weave(target, original, JDK, null, "a JDK", missing);
        List<String> hooked = new ArrayList<>();
        for (Target.Hook hook : target.hooks()) {
            if (!missing.contains(hook)) {
                hooked.add(hook.method());
            }
        }
        return (missing.isEmpty() ? "complete " : "partly ")
                + String.join(" ", hooked)
                + (woven.length > original.length ? " woven" : " untouched");
    }
}
