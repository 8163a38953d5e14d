package io.firstfin.cli.command;

import io.firstfin.cli.message.Failure;
import io.firstfin.cli.record.OutputFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes a report to the file that an option names, replacing it whole. */
final class ReportFile {

    /** A class that the JSON library needs. JSON and HTML are both made with that library. */
    private static final String IN_JAVA_XML = "org.w3c.dom.Node";

    private ReportFile() {}

    /** Fails if it is known already that a report cannot be written there. */
    static void require(Path file, String option) {
        requireJson(option);
        OutputFile.reserve(file, true).close();
    }

    /** Fails where this Java has been stripped of what JSON and HTML need. */
    static void requireJson(String option) {
        try {
            Class.forName(IN_JAVA_XML, false, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException e) {
            throw new Failure(
                    option + " needs the module java.xml, and the Java that runs firstfin.jar is an image without it:"
                            + " run the command with a JDK, here or elsewhere; a recording can be reported on any"
                            + " machine",
                    e);
        }
    }

    static void write(Path file, String report, String option) {
        OutputFile.write(file, report.getBytes(StandardCharsets.UTF_8), "name another file with " + option);
    }
}
