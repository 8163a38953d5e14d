package io.firstfin.cli.jvm;

import io.firstfin.cli.message.Failure;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the JVM that a user names by its pid or by a part of its main class's or jar's name. */
public final class JvmSelector {
    private static final int MOST_NAMED = 8;
    private final ProcFs proc;

    public JvmSelector(ProcFs proc) {
        this.proc = proc;
    }

    /** Every JVM but this process, by pid. */
    public List<JvmProcess> all() {
        if (!proc.present()) {
            throw new Failure("JVMs can be found and attached to on Linux only: there is no /proc here; elsewhere start"
                    + " the JVM with -javaagent:firstfin.jar");
        }
        return proc.pids().stream()
                .filter(pid -> pid != proc.self())
                .map(pid -> new JvmProcess(proc, pid))
                .filter(JvmProcess::isJvm)
                .toList();
    }

    public JvmProcess select(String text) {
        return text.matches("\\d{1,18}") ? byPid(Long.parseLong(text)) : byName(text);
    }

    private JvmProcess byPid(long pid) {
        JvmProcess process = new JvmProcess(proc, pid);
        if (pid == proc.self()) {
            throw new Failure("process " + pid + " is this very command; " + choices(all()));
        }
        if (!process.exists()) {
            throw new Failure("there is no process " + pid + "; " + choices(all()));
        }
        if (!process.isJvm()) {
            throw new Failure("process " + pid + " is not a JVM; " + choices(all()));
        }
        return process;
    }

    private JvmProcess byName(String part) {
        List<JvmProcess> jvms = all();
        List<JvmProcess> matches = jvms.stream()
                .filter(jvm -> jvm.commandLine().mainName().contains(part))
                .toList();
        if (matches.isEmpty()) {
            throw new Failure("no JVM's main class or jar contains \"" + part + "\"; " + choices(jvms));
        }
        if (matches.size() > 1) {
            throw new Failure("\"" + part + "\" matches " + matches.size() + " JVMs, give a pid: " + names(matches));
        }
        return matches.get(0);
    }

    private static String choices(List<JvmProcess> jvms) {
        return jvms.isEmpty() ? "no other JVM can be seen from here" : "JVMs here: " + names(jvms);
    }

    private static String names(List<JvmProcess> jvms) {
        String named = jvms.stream()
                .limit(MOST_NAMED)
                .map(jvm -> (jvm.pid() + " " + jvm.commandLine().mainName()).strip())
                .collect(Collectors.joining(", "));
        int more = jvms.size() - MOST_NAMED;
        return more > 0 ? named + " and " + more + " more (see list)" : named;
    }
}
