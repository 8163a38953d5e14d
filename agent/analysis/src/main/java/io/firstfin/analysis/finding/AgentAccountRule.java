package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.AgentStatus;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.RecordedJvm;
import io.firstfin.verdict.ClosedFirst;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the agents' last accounts of themselves mean for the numbers: events given up and errors, connections that were
 * not traced, and a kernel that could not be asked over netlink, so that its whole table was read from /proc.
 */
final class AgentAccountRule implements Rule {

    private static final String PROCFS = "PROCFS";

    @Override
    public Stream<Finding> findings(Model model) {
        Stream<Finding> trouble = accounts(model)
                .filter(agent -> agent.dropped() > 0 || agent.suppressedErrors() > 0)
                .map(AgentAccountRule::trouble);
        Stream<Finding> netlink = IntStream.range(0, model.recordings().jvms().size())
                .boxed()
                .flatMap(jvm -> model.recordings().jvms().get(jvm).agent().stream()
                        .filter(agent -> agent.kernelSource().equals(PROCFS))
                        .map(agent -> netlinkRefused(model, jvm, agent)));
        return Stream.of(trouble, untraced(model), netlink).flatMap(findings -> findings);
    }

    private static Stream<AgentStatus> accounts(Model model) {
        return model.recordings().jvms().stream().flatMap(jvm -> jvm.agent().stream());
    }

    private static Finding trouble(AgentStatus agent) {
        long dropped = Math.max(0, agent.dropped());
        long errors = Math.max(0, agent.suppressedErrors());
        String statement = "The agent gave up " + Figures.count(dropped)
                + " of its events and look-ups, and kept " + Figures.count(errors, "error")
                + " of its own from the application"
                + (agent.lastError().isEmpty() ? "" : "; the last one: " + agent.lastError())
                + ". The numbers of this report are too low by as much.";
        return new Finding(
                FindingId.AGENT_TROUBLE,
                Severity.WARNING,
                statement,
                new Evidence()
                        .with("dropped", dropped)
                        .with("suppressedErrors", errors)
                        .known("lastError", agent.lastError())
                        .values(),
                Stream.concat(
                                moreRoom(dropped, agent.untracedConnections()),
                                Stream.of(whatAgainst(errors, agent.lastError())))
                        .toList());
    }

    private static String whatAgainst(long errors, String lastError) {
        if (errors == 0) {
            return "Record with the cheaper template, or for a shorter time.";
        }
        return lastError.contains("Too many open files")
                ? "Let the process have a file descriptor left: FirstFin opens a file of /proc now and then."
                : "Report the error to the makers of FirstFin, with the JDK's version.";
    }

    /**
     * The kernel counts the opens of a whole network namespace, those of programs that came and went between two samples
     * included: that it counted more than FirstFin saw proves nothing by itself.
     */
    private static Stream<Finding> untraced(Model model) {
        long open = sum(model, AgentStatus::untracedConnections);
        long opened = sum(model, AgentStatus::untracedOpens);
        boolean manyOpened = opened >= Thresholds.UNTRACED_OPENS
                && opened >= Thresholds.UNTRACED_SHARE * (opened + model.opened(group -> true));
        return open > 0 ? Stream.of(untraced(model, open, manyOpened ? opened : 0)) : Stream.empty();
    }

    private static long sum(Model model, ToLongFunction<AgentStatus> count) {
        return accounts(model).mapToLong(count).filter(number -> number > 0).sum();
    }

    private static Finding untraced(Model model, long open, long opened) {
        String whose = model.recordings().jvms().size() == 1 ? "this JVM's" : "the JVMs'";
        String openNow = Figures.count(open) + " of " + whose + " connections"
                + (open == 1 ? " is" : " are")
                + " not traced (native transport? older than the agent?).";
        String sinceBegin = opened == 0
                ? ""
                : " The kernel counted " + Figures.count(opened)
                        + " opened connections that FirstFin did not see; another program may have made some of them.";
        return new Finding(
                FindingId.UNTRACED_CONNECTIONS,
                Severity.WARNING,
                openNow + sinceBegin + " All that this report says is about the others.",
                new Evidence()
                        .with("untracedConnections", open)
                        .with("untracedOpens", opened)
                        .with("connectionsOpened", model.opened(group -> true))
                        .values(),
                Stream.concat(
                                moreRoom(sum(model, AgentStatus::dropped), open),
                                Stream.of(
                                        "Find the native code that makes them, or start the JVM with -javaagent.",
                                        "The field leftAlone of firstfin.AgentStatus names libraries of versions that FirstFin does"
                                                + " not know. A debugger's connection (jdwp) is never traced, and does no harm."))
                        .toList());
    }

    /** Connections without room in FirstFin's table are among what it dropped. */
    private static Stream<String> moreRoom(long dropped, long untraced) {
        return untraced <= 0 || dropped < untraced
                ? Stream.empty()
                : Stream.of("FirstFin dropped at least as many, so its table of open connections may have been full:"
                        + " \"firstfin.jar status PID\" says so. A larger heap (-Xmx) gives it more room.");
    }

    private static Finding netlinkRefused(Model model, int jvm, AgentStatus agent) {
        long closes = model.closed(group -> group.jvm() == jvm);
        long unknown = model.closed(group -> group.jvm() == jvm && isUnknown(group));
        long unconfirmed = model.closed(group ->
                group.jvm() == jvm && !isUnknown(group) && !group.verdict().confirmed());
        double part = closes == 0 ? 0 : (double) (unknown + unconfirmed) / closes;
        Evidence evidence = new Evidence()
                .with("reason", reason(agent))
                .with("closes", closes)
                .with("unknown", unknown)
                .with("unconfirmed", unconfirmed)
                .with("unprovenPercent", 100 * part)
                .known("longestDelayMillis", agent.kernelDelay());
        String statement = "FirstFin could not ask the kernel over netlink" + which(model, jvm) + ": "
                + reason(agent) + ". It read the whole of /proc/net/tcp for each look instead, and looked less often."
                + " Of " + Figures.count(closes, "close") + " "
                + Figures.count(unknown) + " stayed UNKNOWN, and " + Figures.count(unconfirmed)
                + " more were not confirmed by the kernel (" + Figures.percent(part)
                + " together)."
                + (agent.kernelDelay().isNegative()
                        ? ""
                        : " The longest time from a close to the first look at the table was "
                                + Figures.span(agent.kernelDelay()) + ".");
        return new Finding(
                FindingId.NETLINK_REFUSED,
                part >= Thresholds.UNPROVEN ? Severity.WARNING : Severity.INFO,
                statement,
                evidence.values(),
                List.of(howToAllow(agent.kernelSourceReason())));
    }

    private static boolean isUnknown(CloseGroup group) {
        return group.verdict().closedFirst() == ClosedFirst.UNKNOWN;
    }

    /** Which JVM it is, where there are several. */
    private static String which(Model model, int jvm) {
        RecordedJvm recorded = model.recordings().jvms().get(jvm);
        return model.recordings().jvms().size() == 1 || recorded.pid() < 0
                ? ""
                : " in the JVM with pid " + recorded.pid();
    }

    private static String reason(AgentStatus agent) {
        return agent.kernelSourceReason().isEmpty() ? "the recording does not hold why" : agent.kernelSourceReason();
    }

    private static String howToAllow(String reason) {
        if (reason.contains("EPROTONOSUPPORT") || reason.contains("ENOENT")) {
            return "This kernel has no sock_diag: gVisor has none, and Linux needs CONFIG_INET_DIAG (the modules"
                    + " inet_diag and tcp_diag). No setting of the container changes that.";
        }
        if (reason.startsWith("no native access")) {
            return "Let the JVM make native calls: on JDK 22 and later no --illegal-native-access=deny; on JDK 17 to 21"
                    + " a writable directory that is not mounted noexec, named by -Djava.io.tmpdir.";
        }
        if (reason.contains("EAFNOSUPPORT")) {
            return "Allow the address family AF_NETLINK: under systemd add it to RestrictAddressFamilies; in a seccomp"
                    + " profile allow socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG).";
        }
        return "Allow socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG) in the container's seccomp profile (AF_NETLINK is"
                + " 16): it only reads, and needs no capability. The profiles that Docker and containerd come with"
                + " allow it, in Kubernetes securityContext: seccompProfile: type: RuntimeDefault; a profile of one's"
                + " own often does not.";
    }
}
