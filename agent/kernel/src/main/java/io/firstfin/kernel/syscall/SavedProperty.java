package io.firstfin.kernel.syscall;

/** A system property that is put back to what it was, absence included. */
final class SavedProperty implements AutoCloseable {
    private final String name;
    private final String before;

    SavedProperty(String name) {
        this.name = name;
        this.before = System.getProperty(name);
    }

    void setIfAbsent(String value) {
        if (before == null && value != null) {
            System.setProperty(name, value);
        }
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
