package io.firstfin.tracer.hooks;

import io.firstfin.tracer.weave.Library;
import io.firstfin.tracer.weave.Target;
import io.firstfin.tracer.weave.TryWeaving;
import java.util.ArrayList;
import java.util.List;

/** Weaves the class files that the JDK it runs on ships, and says what came of each. */
final class WeaveAll {

    private WeaveAll() {}

    public static void main(String[] args) throws Exception {
        for (Target target : targets()) {
            System.out.println(target.className() + " " + TryWeaving.outcome(target));
        }
    }

    /** Those of the JDK. */
    static List<Target> targets() {
        List<Target> targets = new ArrayList<>(Hooks.SOCKETS);
        for (Library library : Hooks.libraries()) {
            if (library.home() == null) {
                targets.addAll(library.targets());
            }
        }
        return targets;
    }
}
