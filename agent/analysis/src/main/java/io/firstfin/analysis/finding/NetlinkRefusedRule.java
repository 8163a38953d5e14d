package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.AgentStatus;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.RecordedJvm;
import io.firstfin.verdict.ClosedFirst;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An agent could not ask the kernel over netlink, and read its whole table from /proc instead. */
final class NetlinkRefusedRule implements Rule {

    private static final String PROCFS = "PROCFS";

    @Override
    public Stream<Finding> findings(Model model) {
        return IntStream.range(0, model.recordings().jvms().size())
                .boxed()
                .flatMap(jvm -> model.recordings().jvms().get(jvm).agent().stream()
                        .filter(agent -> agent.kernelSource().equals(PROCFS))
                        .map(agent -> finding(model, jvm, agent)));
    }

    private static Finding finding(Model model, int jvm, AgentStatus agent) {
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
                .with("unprovenPercent", 100 * part);
        String delay = "";
        if (!agent.kernelDelay().isNegative()) {
            evidence.millis("longestDelayMillis", agent.kernelDelay());
            delay = " The longest time from a close to the first look at the table was "
                    + Figures.span(agent.kernelDelay()) + ".";
        }
        String statement = "FirstFin could not ask the kernel over netlink" + of(model, jvm) + ": "
                + reason(agent) + ". It read the whole of /proc/net/tcp for each look instead, and"
                + " looked less often. Of " + Figures.count(closes, "close") + " "
                + Figures.count(unknown) + " stayed UNKNOWN, and " + Figures.count(unconfirmed)
                + " more were not confirmed by the kernel (" + Figures.percent(part)
                + " together)." + delay;
        return new Finding(
                FindingId.NETLINK_REFUSED,
                part >= Thresholds.UNPROVEN ? Severity.WARNING : Severity.INFO,
                statement,
                evidence.values(),
                List.of(advice(agent.kernelSourceReason())));
    }

    private static boolean isUnknown(CloseGroup group) {
        return group.verdict().closedFirst() == ClosedFirst.UNKNOWN;
    }

    /** Which JVM it is, where there are several. */
    private static String of(Model model, int jvm) {
        RecordedJvm recorded = model.recordings().jvms().get(jvm);
        return model.recordings().jvms().size() == 1 || recorded.pid() < 0
                ? ""
                : " in the JVM with pid " + recorded.pid();
    }

    private static String reason(AgentStatus agent) {
        return agent.kernelSourceReason().isEmpty() ? "the recording does not hold why" : agent.kernelSourceReason();
    }

    private static String advice(String reason) {
        if (reason.contains("EPROTONOSUPPORT") || reason.contains("ENOENT")) {
            return "This kernel has no sock_diag: gVisor has none, and Linux needs CONFIG_INET_DIAG"
                    + " (the modules inet_diag and tcp_diag). No setting of the container changes"
                    + " that.";
        }
        if (reason.startsWith("no native access")) {
            return "Let the JVM make native calls: on JDK 22 and later no"
                    + " --illegal-native-access=deny; on JDK 17 to 21 a writable directory that is"
                    + " not mounted noexec, named by -Djava.io.tmpdir.";
        }
        if (reason.contains("EAFNOSUPPORT")) {
            return "Allow the address family AF_NETLINK: under systemd add it to"
                    + " RestrictAddressFamilies; in a seccomp profile allow"
                    + " socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG).";
        }
        return "Allow socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG) in the container's seccomp"
                + " profile (AF_NETLINK is 16): it only reads, and needs no capability. The profiles"
                + " that Docker and containerd come with allow it, in Kubernetes securityContext:"
                + " seccompProfile: type: RuntimeDefault; a profile of one's own often does not.";
    }
}
