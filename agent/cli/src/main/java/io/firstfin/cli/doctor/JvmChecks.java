package io.firstfin.cli.doctor;

import static io.firstfin.cli.doctor.Check.note;
import static io.firstfin.cli.doctor.Check.ok;
import static io.firstfin.cli.doctor.Check.stop;

import io.firstfin.cli.attach.AttachChecks;
import io.firstfin.cli.attach.TracedState;
import io.firstfin.cli.jvm.JavaRelease;
import io.firstfin.cli.jvm.JfrRoom;
import io.firstfin.cli.jvm.JvmProcess;
import io.firstfin.cli.jvm.ProcessStatus;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Checks whether FirstFin can attach to a JVM, without touching that JVM. */
public final class JvmChecks {
    private static final int WARNS_SINCE = 21;

    private JvmChecks() {}

    public static Section read(String heading, JvmProcess jvm, ProcessStatus ours) {
        List<Check> checks = new ArrayList<>(List.of(runtime(jvm), user(jvm, ours)));
        AttachChecks.obstacles(jvm, ours).forEach(line -> checks.add(stop("attach", "not possible", line)));
        if (checks.stream().noneMatch(Check::stops)) {
            checks.addAll(List.of(temp(jvm), room(jvm), warning(jvm), container(jvm)));
            checks.add(ok("traced already", TracedState.of(jvm).text(), "attach is harmless either way"));
        }
        return new Section(heading, checks);
    }

    private static Check runtime(JvmProcess jvm) {
        return jvm.release()
                .map(release -> ok("runtime", "Java " + release.version(), modules(release)))
                .orElse(note("runtime", "unknown", "its release file cannot be read; an attach will tell"));
    }

    private static String modules(JavaRelease release) {
        return release.modules().isEmpty()
                ? "its modules are not listed; an attach will tell"
                : "it has " + release.modules().size() + " modules"
                        + (release.mayHold("java.instrument") && release.mayHold("jdk.jfr")
                                ? ", among them java.instrument and jdk.jfr, which FirstFin needs"
                                : "");
    }

    private static Check user(JvmProcess jvm, ProcessStatus ours) {
        return ok(
                "user",
                jvm.userName(),
                ours.uid() == 0
                        ? "we are root, and may attach to any"
                        : "we are uid " + ours.uid() + "; it must be the same, as must the group");
    }

    private static Check temp(JvmProcess jvm) {
        return Files.isWritable(jvm.root().resolve("tmp"))
                ? ok("/tmp", "writable", "attaching and recording go through it")
                : stop(
                        "/tmp",
                        "not writable",
                        "HotSpot cannot be attached to without: mount a writable /tmp, or start the JVM with"
                                + " -javaagent:firstfin.jar");
    }

    /** By the options alone: to ask the JVM for its properties would be to attach to it. */
    private static Check room(JvmProcess jvm) {
        JfrRoom room = JfrRoom.of(jvm, jvm.options()::property);
        return room.enough()
                ? ok("room for JFR", room.freeText(), "free in " + room.folder())
                : stop("room for JFR", room.freeText(), "record refuses: " + room.advice());
    }

    private static Check warning(JvmProcess jvm) {
        boolean warns = jvm.release().map(JavaRelease::feature).orElse(WARNS_SINCE) >= WARNS_SINCE
                && !jvm.options().options().contains("-XX:+EnableDynamicAgentLoading");
        return warns
                ? note(
                        "agent loading",
                        "warns",
                        "JDK 21 and later print four WARNING lines on the JVM's stderr at an attach; they are harmless,"
                                + " and -XX:+EnableDynamicAgentLoading at its start keeps them away")
                : ok("agent loading", "quiet", "an attach prints nothing");
    }

    private static Check container(JvmProcess jvm) {
        return jvm.container()
                .map(other -> ok("container", other, "the jar is copied to /tmp there, once"))
                .orElse(ok("container", "ours", "the jar is opened where it is"));
    }
}
