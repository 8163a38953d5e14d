package io.firstfin.tracer.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Puts our advice into the JDK's socket classes, and takes it out again.
 *
 * <p>A class that is loaded already is retransformed; one that is not gets woven when it loads, so
 * a JVM that opens no socket pays nothing. Taking out is a retransformation without us: the JVM
 * starts it from the class's original bytes.
 */
public final class Weaving implements ClassFileTransformer {

    private final Instrumentation instrumentation;
    private final Consumer<Throwable> onError;
    private final Map<String, Target> targets =
            Targets.ALL.stream().collect(Collectors.toMap(Target::internalName, t -> t));
    private final Set<String> woven = ConcurrentHashMap.newKeySet();
    private final Prepared prepared = new Prepared();
    private volatile ClassWeaver weaver;

    /** @param onError is told of what could not be woven; such a class is left as it was */
    public Weaving(Instrumentation instrumentation, Consumer<Throwable> onError) {
        this.instrumentation = instrumentation;
        this.onError = onError;
    }

    /** Weaves what is loaded, and from now on what gets loaded. */
    public void weave() {
        instrumentation.addTransformer(this, true);
        retransform();
    }

    /** Does ahead what the classes that are not loaded yet will need; for a thread of ours. */
    public void prepare() {
        try {
            prepared.prepare(Targets.ALL, weaver());
        } catch (Throwable e) {
            onError.accept(e);
        }
    }

    /** Gives every class its original bytes back. */
    public void unweave() {
        instrumentation.removeTransformer(this);
        retransform();
        woven.clear();
    }

    /** Simple names of the classes that carry our code now, sorted. */
    public List<String> woven() {
        return woven.stream().sorted().collect(Collectors.toList());
    }

    @Override
    public byte[] transform(
            ClassLoader loader,
            String name,
            Class<?> redefined,
            ProtectionDomain domain,
            byte[] bytes) {
        if (loader != null || name == null) {
            return null;
        }
        Target target = targets.get(name);
        if (target == null) {
            return null;
        }
        try {
            return weave(target, bytes);
        } catch (Throwable e) {
            onError.accept(new IllegalStateException("cannot weave " + name + ": " + e, e));
            return null;
        }
    }

    private byte[] weave(Target target, byte[] bytes) {
        List<Target.Hook> missing = new ArrayList<>();
        Prepared.Result ready = prepared.take(target, bytes);
        byte[] result = ready == null ? weaver().weave(target, bytes, missing) : ready.woven();
        if (ready != null) {
            missing.addAll(ready.missing());
        }
        if (!missing.isEmpty() && !target.optional()) {
            onError.accept(
                    new IllegalStateException(
                            "this JDK's " + target.className() + " has no method for " + missing));
        }
        if (missing.size() == target.hooks().size()) {
            return null;
        }
        woven.add(target.className().substring(target.className().lastIndexOf('.') + 1));
        return result;
    }

    private ClassWeaver weaver() {
        ClassWeaver w = weaver;
        if (w == null) {
            w = new ClassWeaver();
            weaver = w;
        }
        return w;
    }

    private void retransform() {
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (type.getClassLoader() == null
                    && targets.containsKey(type.getName().replace('.', '/'))) {
                loaded.add(type);
            }
        }
        if (loaded.isEmpty()) {
            return;
        }
        try {
            instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
        } catch (UnmodifiableClassException | LinkageError | InternalError e) {
            onError.accept(e);
        }
    }
}
