package io.firstfin.tracer.weave;

import java.util.ArrayList;
import java.util.List;

/**
 * A class and the hooks its methods get. Methods are named with their parameter types, so that a
 * version that changed one is noticed rather than woven wrong.
 *
 * @param className binary name
 * @param optional whether the class or a hook's method may be missing without anything being amiss
 */
public record Target(String className, boolean optional, List<Hook> hooks) {

    /**
     * @param method the method's name; {@code <init>} for the constructor
     * @param parameterTypes binary names of its parameter types; null matches any
     * @param advice the class whose enter and exit are inlined
     * @param optional whether this method may be missing
     * @param reason bound to the advice's parameter with {@link BeginReason.Text}; null for other advice
     */
    public record Hook(String method, List<String> parameterTypes, Class<?> advice, boolean optional, String reason) {}

    public static Target of(String className) {
        return new Target(className, false, List.of());
    }

    public Target whereDeclared() {
        return new Target(className, true, hooks);
    }

    public Target hook(String method, Class<?> advice, Class<?>... parameterTypes) {
        List<String> names = new ArrayList<>();
        for (Class<?> type : parameterTypes) {
            names.add(type.getTypeName());
        }
        return with(new Hook(method, List.copyOf(names), advice, optional, null));
    }

    public Target hookAnyArguments(String method, Class<?> advice) {
        return with(new Hook(method, null, advice, optional, null));
    }

    /** For parameter types that cannot be named here: binary names. */
    public Target hookNamed(String method, Class<?> advice, String... parameterTypes) {
        return with(new Hook(method, List.of(parameterTypes), advice, optional, null));
    }

    /** For a method that not all known versions have. */
    public Target hookWhereDeclared(String method, Class<?> advice, String... parameterTypes) {
        return with(new Hook(method, List.of(parameterTypes), advice, true, null));
    }

    /** Everything that the method closes is closed for this reason; parameter types as binary names. */
    public Target explain(String reason, String method, String... parameterTypes) {
        return with(new Hook(method, List.of(parameterTypes), BeginReason.class, optional, reason));
    }

    /** The same, whatever the method's parameters are. */
    public Target explainAnyArguments(String reason, String method) {
        return with(new Hook(method, null, BeginReason.class, optional, reason));
    }

    /** The same for a method that not all known versions have. */
    public Target explainWhereDeclared(String reason, String method, String... parameterTypes) {
        return with(new Hook(method, List.of(parameterTypes), BeginReason.class, true, reason));
    }

    /** The same class of a renamed copy. */
    Target relocated(Relocation relocation) {
        List<Hook> renamed = new ArrayList<>();
        for (Hook hook : hooks) {
            List<String> types = hook.parameterTypes();
            renamed.add(new Hook(
                    hook.method(),
                    types == null ? null : types.stream().map(relocation::name).toList(),
                    hook.advice(),
                    hook.optional(),
                    hook.reason()));
        }
        return new Target(relocation.name(className), optional, List.copyOf(renamed));
    }

    String internalName() {
        return className.replace('.', '/');
    }

    String simpleName() {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private Target with(Hook hook) {
        List<Hook> more = new ArrayList<>(hooks);
        more.add(hook);
        return new Target(className, optional, List.copyOf(more));
    }
}
