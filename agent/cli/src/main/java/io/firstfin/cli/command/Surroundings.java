package io.firstfin.cli.command;

import io.firstfin.analysis.render.text.TextStyle;
import io.firstfin.cli.attach.Agent;
import io.firstfin.cli.attach.JarPlacement;
import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.ProcFs;
import io.firstfin.cli.jvm.ProcessStatus;
import io.firstfin.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;

/**
 * What a command works with.
 *
 * @param out for what was asked for
 * @param err for everything else
 * @param jar firstfin.jar, which is brought into the JVM
 * @param proc the processes of this machine
 * @param style how reports look where {@code out} leads
 */
public record Surroundings(PrintWriter out, PrintWriter err, Path jar, ProcFs proc, TextStyle style) {

    /** This machine, with reports as they suit stdout. */
    public static Surroundings of(PrintWriter out, PrintWriter err, Path jar) {
        TextStyle style = Terminal.STDOUT
                .size()
                .map(size -> TextStyle.ofTerminal(size.columns(), size.rows(), Terminal.STDOUT.coloured()))
                .orElse(TextStyle.PLAIN);
        return new Surroundings(out, err, jar, ProcFs.system(), style);
    }

    Agent agentIn(JvmProcess jvm) {
        return Agent.in(jvm, ourselves(), new JarPlacement(jar, Version.text()));
    }

    ProcessStatus ourselves() {
        return new JvmProcess(proc, proc.self()).status().orElseThrow();
    }
}
