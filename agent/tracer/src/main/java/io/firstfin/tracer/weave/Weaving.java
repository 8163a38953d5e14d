package io.firstfin.tracer.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.bytebuddy.dynamic.ClassFileLocator;

/**
 * Puts our advice into the JDK's socket classes and into the libraries that use them, and takes it out
 * again.
 *
 * <p>A class that is loaded already is retransformed; one that is not gets woven when it loads, so
 * a JVM that opens no socket, or has no such library, pays nothing but the look at a class's name.
 * Taking out is a retransformation without us: the JVM starts it from the class's original bytes.
 */
public final class Weaving implements ClassFileTransformer {

    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    private final Instrumentation instrumentation;
    private final Consumer<Throwable> onError;
    private final List<Target> sockets;
    private final TargetIndex places = new TargetIndex();
    private final LibraryDecisions libraries = new LibraryDecisions();
    private final Set<String> woven = ConcurrentHashMap.newKeySet();
    private final PreparedClasses prepared = new PreparedClasses();
    private volatile ClassWeaver weaver;

    /** @param onError is told of what could not be woven; such a class is left as it was */
    public Weaving(Instrumentation instrumentation, List<Target> sockets, Consumer<Throwable> onError) {
        this.instrumentation = instrumentation;
        this.onError = onError;
        this.sockets = sockets;
        sockets.forEach(places::add);
    }

    /** Weaves what is loaded of the JDK's sockets, and from now on what gets loaded. */
    public void weave() {
        instrumentation.addTransformer(this, true);
        retransform();
    }

    /** The same for what uses them. At the start of a JVM this is for a thread of ours. */
    public void weave(List<Library> users) {
        users.forEach(places::add);
        retransform(place -> place.library() != null);
    }

    /** Does ahead what the sockets that are not loaded yet will need; for a thread of ours. */
    public void prepare() {
        try {
            prepared.prepare(sockets, weaver());
        } catch (Throwable e) {
            onError.accept(e);
        }
    }

    /**
     * Gives every class its original bytes back; where the JVM does not take one back, as without
     * metaspace, that is told as an error, and the code in it leads nowhere.
     */
    public void unweave() {
        instrumentation.removeTransformer(this);
        retransform();
        woven.clear();
    }

    /** Simple names of the classes that carry our code now, sorted. */
    public List<String> woven() {
        return woven.stream().sorted().collect(Collectors.toList());
    }

    /** Names and versions of the libraries that are woven, sorted; without the JDK's. */
    public List<String> libraries() {
        return libraries.woven();
    }

    /** Libraries that were met and not woven, each with the reason. */
    public List<String> leftAlone() {
        return libraries.leftAlone();
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        TargetIndex.Place place = name == null ? null : places.of(name);
        if (place == null || place.isOfTheJdk() && loader != null && loader != PLATFORM) {
            return null;
        }
        try {
            return place.isOfTheJdk() ? weaveJdk(place, bytes) : weave(place, loader, bytes);
        } catch (Throwable e) {
            onError.accept(new IllegalStateException("cannot weave " + name + ": " + e, e));
            return null;
        }
    }

    private byte[] weave(TargetIndex.Place place, ClassLoader loader, byte[] bytes) {
        LibraryDecisions.Decision decision = libraries.of(place.library(), loader);
        if (!decision.isKnown()) {
            return null;
        }
        List<Target.Hook> missing = new ArrayList<>();
        byte[] result = weaver().weave(
                        place.target(),
                        bytes,
                        LibraryDecisions.locator(loader),
                        place.library().relocation(),
                        decision.name(),
                        missing);
        return wovenUnless(missing, place.target(), result);
    }

    private byte[] weaveJdk(TargetIndex.Place place, byte[] bytes) {
        Target target = place.target();
        List<Target.Hook> missing = new ArrayList<>();
        byte[] result;
        PreparedClasses.Result ready = prepared.take(target, bytes);
        if (ready != null) {
            missing.addAll(ready.missing());
            result = ready.woven();
        } else if (place.library() == null) {
            result = weaver().weave(target, bytes, missing);
        } else {
            ClassFileLocator jdk = ClassFileLocator.ForClassLoader.of(PLATFORM);
            String name = place.library().withVersion(null);
            result = weaver().weave(target, bytes, jdk, null, name, missing);
        }
        if (missing.stream().anyMatch(hook -> !hook.optional())) {
            onError.accept(
                    new IllegalStateException("this JDK's " + target.className() + " has no method for " + missing));
        }
        return wovenUnless(missing, target, result);
    }

    private byte[] wovenUnless(List<Target.Hook> missing, Target target, byte[] result) {
        if (missing.size() == target.hooks().size()) {
            return null;
        }
        woven.add(target.simpleName());
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
        retransform(place -> true);
    }

    private void retransform(Predicate<TargetIndex.Place> which) {
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            TargetIndex.Place place = places.of(type.getName().replace('.', '/'));
            if (place != null && which.test(place)) {
                loaded.add(type);
            }
        }
        if (loaded.isEmpty()) {
            return;
        }
        try {
            instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
        } catch (Throwable e) {
            onError.accept(e);
            for (Class<?> type : loaded) {
                retransform(type);
            }
        }
    }

    /** One that the JVM will not take must not keep the others as they were. */
    private void retransform(Class<?> type) {
        try {
            instrumentation.retransformClasses(type);
        } catch (Throwable e) {
            onError.accept(new IllegalStateException("cannot weave " + type.getName() + ": " + e, e));
        }
    }
}
