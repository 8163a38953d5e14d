package io.firstfin.cli.attach;

import io.firstfin.cli.jvm.JavaCommandLine;
import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.ProcessStatus;
import io.firstfin.cli.message.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out, before a JVM is touched, why attaching to it cannot work. */
public final class AttachChecks {
    private static final int OLDEST_JDK = 17;

    private AttachChecks() {}

    /** Throws what the user should read; returns when nothing is known to stand in the way. */
    public static void require(JvmProcess jvm, ProcessStatus ours) {
        obstacles(jvm, ours).stream().findFirst().ifPresent(line -> {
            throw new Failure(line);
        });
    }

    /** What is in the way, worst first, each as a line that says what to do. */
    public static List<String> obstacles(JvmProcess jvm, ProcessStatus ours) {
        if (!jvm.exists()) {
            return List.of("there is no process " + jvm.pid());
        }
        return Stream.of(user(jvm, ours), kind(jvm), stopped(jvm), flags(jvm), version(jvm), modules(jvm))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> user(JvmProcess jvm, ProcessStatus ours) {
        ProcessStatus theirs = jvm.status().orElse(ours);
        boolean same = theirs.uid() == ours.uid() && theirs.gid() == ours.gid();
        if (ours.uid() != 0 && !same) {
            return Optional.of("JVM " + jvm.pid() + " runs as uid " + theirs.uid() + " gid "
                    + theirs.gid() + ", we as uid " + ours.uid() + " gid " + ours.gid()
                    + ": run as that user or as root");
        }
        return jvm.open()
                ? Optional.empty()
                : Optional.of("the kernel does not let us look into process " + jvm.pid()
                        + ": run as root, or in its container");
    }

    private static Optional<String> kind(JvmProcess jvm) {
        if (!jvm.isJvm()) {
            return Optional.of("process " + jvm.pid() + " is not a JVM: see list for those there are");
        }
        return jvm.isHotSpot()
                ? Optional.empty()
                : Optional.of("JVM " + jvm.pid() + " is not a HotSpot JVM, and only those can be traced");
    }

    /** Why a JVM cannot answer now: it was stopped, by a signal or by a debugger. */
    public static Optional<String> stopped(JvmProcess jvm) {
        return jvm.status().flatMap(status -> stopped(jvm.pid(), status));
    }

    static Optional<String> stopped(long pid, ProcessStatus status) {
        return switch (status.state()) {
            case 'T' ->
                Optional.of("JVM " + pid + " is stopped (state T) and cannot answer: let it continue with kill"
                        + " -CONT " + pid);
            case 't' ->
                Optional.of("JVM " + pid + " is stopped by a debugger (state t) and cannot answer: let it continue"
                        + " there");
            default -> Optional.empty();
        };
    }

    private static Optional<String> flags(JvmProcess jvm) {
        JavaCommandLine options = jvm.options();
        if (options.flag("DisableAttachMechanism", false)) {
            return Optional.of("JVM " + jvm.pid() + " was started with -XX:+DisableAttachMechanism: restart it without,"
                    + " or with -javaagent:firstfin.jar");
        }
        if (!options.flag("EnableDynamicAgentLoading", true) && !jvm.holdsOurJar()) {
            return Optional.of("JVM " + jvm.pid() + " was started with -XX:-EnableDynamicAgentLoading: restart it"
                    + " without, or with -javaagent:firstfin.jar");
        }
        return Optional.empty();
    }

    private static Optional<String> version(JvmProcess jvm) {
        return jvm.release()
                .filter(release -> release.feature() < OLDEST_JDK)
                .map(release -> tooOld(jvm.pid(), release.version()));
    }

    static String tooOld(long pid, String version) {
        return "JVM " + pid + " is Java " + version + ": FirstFin traces JDK " + OLDEST_JDK + " and later";
    }

    private static Optional<String> modules(JvmProcess jvm) {
        return Stream.of("java.instrument", "jdk.jfr")
                .filter(module -> !mayHold(jvm, module))
                .findFirst()
                .map(module -> missing(jvm.pid(), module));
    }

    static String missing(long pid, String module) {
        return "JVM " + pid + " runs without the module " + module
                + ": use a runtime image that has it (jlink --add-modules " + module + ")";
    }

    private static boolean mayHold(JvmProcess jvm, String module) {
        return jvm.release().map(release -> release.mayHold(module)).orElse(true)
                && !limitedAway(jvm.options().options(), module);
    }

    /**
     * Only jdk.jfr: java.instrument can be loaded later even when the start left it out. A limit
     * to an aggregator such as java.se resolves more than it names, but never jdk.jfr.
     */
    private static boolean limitedAway(List<String> options, String module) {
        return module.equals("jdk.jfr")
                && options.stream()
                        .filter(option -> option.startsWith("--limit-modules="))
                        .anyMatch(option -> !option.contains("jfr"));
    }
}
