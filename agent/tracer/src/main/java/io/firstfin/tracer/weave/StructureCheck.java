package io.firstfin.tracer.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;

/** Whether a class has what the hooks expect of it. */
final class StructureCheck {

    private StructureCheck() {}

    /** The first class or method that a version we know would have; null when all are there. */
    static String missing(Library library, ClassFileLocator classes) {
        TypePool pool = TypePool.Default.of(classes);
        for (Target target : library.targets()) {
            TypePool.Resolution found = pool.describe(target.className());
            if (!found.isResolved()) {
                if (target.optional()) {
                    continue;
                }
                return "class " + target.className();
            }
            for (Target.Hook hook : target.hooks()) {
                if (!hook.optional() && !has(found.resolve(), hook)) {
                    return "method " + target.simpleName() + "." + hook.method();
                }
            }
        }
        return null;
    }

    static boolean has(TypeDescription type, Target.Hook hook) {
        return !type.getDeclaredMethods().filter(matcher(hook)).isEmpty();
    }

    /** A bridge method calls the one it stands for, which is woven. */
    static ElementMatcher<MethodDescription> matcher(Target.Hook hook) {
        return method -> method.getInternalName().equals(hook.method())
                && !method.isAbstract()
                && !method.isBridge()
                && (hook.parameterTypes() == null || parameterTypes(method).equals(hook.parameterTypes()));
    }

    private static List<String> parameterTypes(MethodDescription method) {
        List<String> names = new ArrayList<>();
        for (ParameterDescription parameter : method.getParameters()) {
            names.add(parameter.getType().asErasure().getName());
        }
        return names;
    }
}
