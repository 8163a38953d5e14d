package io.firstfin.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the JVM under measurement is started. */
enum Variant {
    /** Without the agent: what the others are divided by. */
    PLAIN,
    /** Woven, nobody records. */
    WOVEN,
    /** Woven, recording with the always-on template. */
    ALWAYS_ON,
    /** Woven, recording with every stack. */
    DIAGNOSE;

    List<String> options(Path jar, Path templates, Path recording) {
        List<String> options = new ArrayList<>();
        if (this != PLAIN) {
            options.add("-javaagent:" + jar);
        }
        if (this == ALWAYS_ON || this == DIAGNOSE) {
            String template = this == ALWAYS_ON ? "firstfin.jfc" : "firstfin-diagnose.jfc";
            options.add("-XX:StartFlightRecording=filename="
                    + recording
                    + ",maxsize=64m,settings="
                    + templates.resolve(template));
            // not jfr*=off: JFR takes that for a wish to log events, and streams all of them to nowhere
            options.add("-Xlog:jfr+startup=error");
        }
        return options;
    }
}
