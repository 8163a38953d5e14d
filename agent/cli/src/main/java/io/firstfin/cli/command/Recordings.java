package io.firstfin.cli.command;

import io.firstfin.cli.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The recordings a user names. */
final class Recordings {
    private Recordings() {
    }

    static void requireExisting(List<Path> recordings) {
        for (Path recording : recordings) {
            if (!Files.exists(recording)) {
                throw new Failure("there is no " + recording + ": name a recording (.jfr) or a"
                        + " folder of them");
            }
            if (!Files.isReadable(recording)) {
                throw new Failure("cannot read " + recording + ": run as a user who may");
            }
        }
    }
}
