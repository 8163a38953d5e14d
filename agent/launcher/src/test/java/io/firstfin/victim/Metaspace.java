package io.firstfin.victim;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Takes all the metaspace there is, and keeps it. */
final class Metaspace {

    private static final List<Class<?>> KEPT = new ArrayList<>();

    private Metaspace() {}

    /** Returns how many classes it took. */
    static int useUp() throws IOException {
        byte[] bytes;
        try (InputStream in = Metaspace.class.getResourceAsStream("Hello.class")) {
            bytes = in.readAllBytes();
        }
        try {
            while (true) {
                KEPT.add(new Loader().define(bytes));
            }
        } catch (OutOfMemoryError full) {
            return KEPT.size();
        }
    }

    static void giveBack() {
        KEPT.clear();
        System.gc();
    }

    private static final class Loader extends ClassLoader {

        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }
}
