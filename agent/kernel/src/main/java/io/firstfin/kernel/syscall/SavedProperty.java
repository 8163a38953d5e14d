package io.firstfin.kernel.syscall;

import java.util.Objects;

/** A system property that is put back to what it was, absence included. */
final class SavedProperty implements AutoCloseable {
    private final String name;
    private final String before;

    SavedProperty(String name) {
        this.name = name;
        this.before = System.getProperty(name);
    }

    void set(String value) {
        System.setProperty(name, value);
    }

    /** The value if it was changed meanwhile; null otherwise. */
    String current() {
        String now = System.getProperty(name);
        return Objects.equals(now, before) ? null : now;
    }

    @Override
    public void close() {
        if (before == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, before);
        }
    }
}
