package io.firstfin.sample;

/** How FirstFin gets into the victim. */
enum Way {
    /** Not at all: what the victim does by itself. */
    WITHOUT_AGENT("without agent"),
    /** With {@code -javaagent}, the recording running from the start. */
    JAVAAGENT("-javaagent"),
    /** By {@code firstfin.jar attach PID} into the running JVM. */
    ATTACH("attach");

    private final String text;

    Way(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
