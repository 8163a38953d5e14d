package io.firstfin.tracer.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Weaves the class files that the JDK it runs on ships, and says what came of each. */
final class WeaveAll {

    private WeaveAll() {}

    public static void main(String[] args) throws IOException {
        ClassWeaver weaver = new ClassWeaver();
        for (Target target : Targets.ALL) {
            byte[] original = classFile(target);
            if (original == null) {
                System.out.println(target.className() + " is not there");
                continue;
            }
            List<Target.Hook> missing = new ArrayList<>();
            byte[] woven = weaver.weave(target, original, missing);
            List<String> hooked = new ArrayList<>();
            for (Target.Hook hook : target.hooks()) {
                if (!missing.contains(hook)) {
                    hooked.add(hook.method());
                }
            }
            System.out.println(
                    target.className()
                            + (missing.isEmpty() ? " complete " : " partly ")
                            + String.join(" ", hooked)
                            + (woven.length > original.length ? " woven" : " untouched"));
        }
    }

    private static byte[] classFile(Target target) throws IOException {
        String file = "/" + target.internalName() + ".class";
        try (InputStream in = Object.class.getResourceAsStream(file)) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
