package io.firstfin.cli.command;

import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.JvmSelector;
import picocli.CommandLine.Parameters;

/** The argument PID: the JVM that a command works on. */
final class Target {
    @Parameters(
            paramLabel = "PID",
            description = "The JVM: its process id, or a part of its main class's or jar's name that matches no other"
                    + " JVM.")
    private String text;

    JvmProcess find(Surroundings here) {
        return new JvmSelector(here.proc()).select(text);
    }

    /** How output names a JVM. */
    static String name(JvmProcess jvm) {
        return ("JVM " + jvm.pid() + " " + jvm.commandLine().mainName()).strip();
    }
}
