package io.firstfin.tracer.weave;

import java.util.ArrayList;
import java.util.List;

/**
 * A JDK class and the hooks its methods get. Methods are named with their parameter types, so that a
 * JDK that changed one is noticed rather than woven wrong.
 *
 * @param className binary name of the JDK class
 * @param optional whether a JDK may lack the class or a hook's method without anything being amiss
 */
record Target(String className, boolean optional, List<Hook> hooks) {

    /**
     * @param method the method's name
     * @param parameterTypes binary names of its parameter types; null matches any
     * @param advice the class whose enter and exit are inlined
     */
    record Hook(String method, List<String> parameterTypes, Class<?> advice) {}

    static Target of(String className) {
        return new Target(className, false, List.of());
    }

    Target whereDeclared() {
        return new Target(className, true, hooks);
    }

    Target hook(String method, Class<?> advice, Class<?>... parameterTypes) {
        List<String> names = new ArrayList<>();
        for (Class<?> type : parameterTypes) {
            names.add(type.getTypeName());
        }
        return with(new Hook(method, List.copyOf(names), advice));
    }

    Target hookAnyArguments(String method, Class<?> advice) {
        return with(new Hook(method, null, advice));
    }

    /** For parameter types that cannot be named here: binary names. */
    Target hookNamed(String method, Class<?> advice, String... parameterTypes) {
        return with(new Hook(method, List.of(parameterTypes), advice));
    }

    String internalName() {
        return className.replace('.', '/');
    }

    private Target with(Hook hook) {
        List<Hook> more = new ArrayList<>(hooks);
        more.add(hook);
        return new Target(className, optional, List.copyOf(more));
    }
}
