package io.firstfin.cli.command;

import io.firstfin.cli.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The recordings a user names. */
final class Recordings {
    private static final String IN_JDK_JFR = "jdk.jfr.consumer.RecordingFile";

    private Recordings() {}

    /** Before anything is recorded: the report is made by this Java. */
    static void requireReader() {
        try {
            Class.forName(IN_JDK_JFR, false, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException e) {
            throw new Failure(
                    "recordings are read with the module jdk.jfr, and the Java that runs"
                            + " firstfin.jar is an image without it: run the command with a JDK, or add the"
                            + " module",
                    e);
        }
    }

    static void requireExisting(List<Path> recordings) {
        for (Path recording : recordings) {
            if (!Files.exists(recording)) {
                throw new Failure("there is no " + recording + ": name a recording (.jfr) or a" + " folder of them");
            }
            if (!Files.isReadable(recording)) {
                throw new Failure("cannot read " + recording + ": run as a user who may");
            }
        }
    }
}
