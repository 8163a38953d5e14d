package io.firstfin.sample.situation;

/** The two ways in which situations are recorded: each with one of the templates that ship. */
enum Template {
    /** As in production: the agent is there from the start, and the settings are cheap. */
    ALWAYS_ON("-javaagent, firstfin.jfc", "firstfin.jfc", "firstfin-period=1s"),
    /** As {@code record} does it in an outage: the agent comes into a JVM that runs. */
    DIAGNOSE("attach, firstfin-diagnose.jfc", "firstfin-diagnose.jfc", "");

    private final String text;
    private final String file;
    private final String options;

    Template(String text, String file, String options) {
        this.text = text;
        this.file = file;
        this.options = options;
    }

    /** The template's name among those that ship. */
    String file() {
        return file;
    }

    /** What is added to it: recordings of seconds need samples of the kernel every second. */
    String options() {
        return options;
    }

    @Override
    public String toString() {
        return text;
    }
}
