package io.firstfin.tracer.weave;

import io.firstfin.bootstrap.HttpBridge;
import io.firstfin.tracer.base.WeakIdentityMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/**
 * Which libraries each class loader brings, in which version, and whether that is one we know. Decided
 * once for a loader and a library, when the first of its classes that matter is loaded.
 */
final class LibraryDecisions {

    private static final Object BOOT_LOADER = new Object();

    private final WeakIdentityMap<Object, Map<Library, Decision>> decisions = new WeakIdentityMap<>();

    /**
     * @param name with the version, as events show it
     * @param leftAlone why the library is not woven; null when it is
     */
    record Decision(String name, String leftAlone) {

        boolean isKnown() {
            return leftAlone == null;
        }
    }

    /**
     * Holds no lock while it reads from the loader, which may be locked by a thread that waits for us;
     * two threads may come to the same decision.
     */
    Decision of(Library library, ClassLoader loader) {
        Map<Library, Decision> ofLoader =
                decisions.computeIfAbsent(loader == null ? BOOT_LOADER : loader, ConcurrentHashMap::new);
        Decision decision = ofLoader.get(library);
        if (decision == null) {
            decision = decide(library, loader);
            ofLoader.put(library, decision);
        }
        return decision;
    }

    /** Names and versions of what is woven, sorted. */
    List<String> woven() {
        TreeSet<String> names = new TreeSet<>();
        forEach(decision -> {
            if (decision.isKnown()) {
                names.add(decision.name());
            }
        });
        return List.copyOf(names);
    }

    /** What is left as it was, and why, sorted. */
    List<String> leftAlone() {
        TreeSet<String> texts = new TreeSet<>();
        forEach(decision -> {
            if (!decision.isKnown()) {
                texts.add(decision.name() + ": " + decision.leftAlone());
            }
        });
        return List.copyOf(texts);
    }

    private void forEach(Consumer<Decision> action) {
        decisions.values().forEach(ofLoader -> ofLoader.values().forEach(action));
    }

    private static Decision decide(Library library, ClassLoader loader) {
        String version = JarVersion.of(library, loader);
        String name = library.withVersion(version);
        if (version != null && !library.knows(version)) {
            return new Decision(name, "only versions " + String.join(", ", library.versions()) + " are known");
        }
        if (!reachesTheBridge(loader)) {
            return new Decision(name, "its class loader does not reach the boot loader's classes");
        }
        String missing = missing(library, locator(loader));
        return new Decision(name, missing == null ? null : "it has no " + missing);
    }

    private static String missing(Library library, ClassFileLocator classes) {
        String missing = StructureCheck.missing(library, classes);
        if (missing != null || library.relocation() == null) {
            return missing;
        }
        ClassFileLocator ours = ClassFileLocator.ForClassLoader.of(LibraryDecisions.class.getClassLoader());
        return ReferenceCheck.missing(library, library.relocation().of(ours), TypePool.Default.of(classes));
    }

    /** OSGi and module systems like it hand over only the packages they were told to. */
    private static boolean reachesTheBridge(ClassLoader loader) {
        try {
            return Class.forName(HttpBridge.class.getName(), false, loader) == HttpBridge.class;
        } catch (ClassNotFoundException | LinkageError | RuntimeException hidden) {
            return false;
        }
    }

    static ClassFileLocator locator(ClassLoader loader) {
        return loader == null
                ? ClassFileLocator.ForClassLoader.ofBootLoader()
                : ClassFileLocator.ForClassLoader.of(loader);
    }
}
