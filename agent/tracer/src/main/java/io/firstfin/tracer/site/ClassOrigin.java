package io.firstfin.tracer.site;

import io.firstfin.tracer.base.BoundedMap;
import io.firstfin.tracer.base.BoundedTable;

/** Whose code a class is, by its name. */
enum ClassOrigin {
    APPLICATION,
    /** It opens and closes connections on behalf of others. */
    LIBRARY,
    JDK,
    /** Ours, or made at run time: no line of anybody's source. */
    NOBODY;

    private static final String[] OF_THE_JDK = {"java.", "javax.", "jdk.", "sun.", "com.sun."};
    private static final String[] OURS = {
        "io.firstfin.bootstrap.", "io.firstfin.tracer.", "io.firstfin.kernel.", "io.firstfin.launcher."
    };
    private static final String[] GENERATED = {"$$Lambda", "$$SpringCGLIB$$", "$$EnhancerBy", "$$FastClassBy"};

    private static final BoundedMap<String, ClassOrigin> REMEMBERED = new BoundedMap<>(BoundedTable.CLASS_NAMES.most());

    static ClassOrigin of(String className) {
        ClassOrigin remembered = REMEMBERED.getOrMake(className, ClassOrigin::find);
        return remembered == null ? find(className) : remembered;
    }

    /** How many names of classes are remembered. */
    static int remembered() {
        return REMEMBERED.size();
    }

    private static ClassOrigin find(String className) {
        if (beginsWithOneOf(OURS, className) || isGenerated(className)) {
            return NOBODY;
        }
        if (LibraryPackages.contain(className)) {
            return LIBRARY;
        }
        return beginsWithOneOf(OF_THE_JDK, className) ? JDK : APPLICATION;
    }

    private static boolean beginsWithOneOf(String[] packages, String className) {
        for (String prefix : packages) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGenerated(String className) {
        for (String part : GENERATED) {
            if (className.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
