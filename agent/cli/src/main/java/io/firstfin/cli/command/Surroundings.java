package io.firstfin.cli.command;

import io.firstfin.cli.attach.Agent;
import io.firstfin.cli.attach.JarPlacement;
import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.ProcFs;
import io.firstfin.cli.jvm.ProcessStatus;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * What a command works with.
 *
 * @param out for what was asked for
 * @param err for everything else
 * @param jar firstfin.jar, which is brought into the JVM
 * @param proc the processes of this machine
 */
public record Surroundings(PrintWriter out, PrintWriter err, Path jar, ProcFs proc) {

    Agent agentIn(JvmProcess jvm) {
        return Agent.in(jvm, ourselves(), new JarPlacement(jar, Version.text()));
    }

    ProcessStatus ourselves() {
        return new JvmProcess(proc, proc.self()).status().orElseThrow();
    }
}
