package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.DescriptorExhaustion;
import io.firstfin.analysis.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sockets could not be made or accepted, for the process had as many files open as it may have. */
final class DescriptorRule implements Rule {

    /** ENFILE: the limit of the whole system, not the process's. */
    private static final String OF_THE_SYSTEM = "in system";

    @Override
    public Stream<Finding> findings(Model model) {
        return model.connections().descriptorExhaustions().stream().map(exhaustion -> finding(model, exhaustion));
    }

    private static Finding finding(Model model, DescriptorExhaustion found) {
        String statement = failed(found) + " failed with \"" + found.failure() + "\""
                + (found.limit() < 0 || isOfTheSystem(found)
                        ? "."
                        : ": this process may have " + Figures.count(found.limit())
                                + " descriptors open (\"ulimit -n\").")
                + open(found)
                + (found.openedBy().isEmpty()
                        ? ""
                        : " " + (found.openedThere() < 0 ? "Most" : Figures.count(found.openedThere())) + " of them "
                                + (found.openedThere() == 1 ? "was" : "were") + " opened in " + found.openedBy() + ".")
                + (found.failedAt().isEmpty() ? "" : " The first call failed in " + found.failedAt() + ".");
        Evidence evidence = new Evidence()
                .with("failures", found.failures())
                .with("notMade", found.notMade())
                .with("notAccepted", found.notAccepted())
                .known("limit", found.limit())
                .known("connections", found.connections())
                .known("established", found.established())
                .known("closeWait", found.closeWait())
                .known("opener", found.openedBy());
        if (!found.openedBy().isEmpty()) {
            evidence.known("openedThere", found.openedThere());
        }
        return new Finding(
                FindingId.OUT_OF_DESCRIPTORS,
                Severity.CRITICAL,
                statement,
                evidence.known("failedAt", found.failedAt()).values(),
                advice(model, found));
    }

    private static String open(DescriptorExhaustion found) {
        if (found.connections() < 0) {
            return "";
        }
        return " When it had most connections, " + FindingText.were(found.connections(), "connection") + " open"
                + (found.established() < 0 || found.closeWait() < 0
                        ? "."
                        : ": " + Figures.count(found.closeWait()) + " in CLOSE_WAIT, "
                                + Figures.count(found.established()) + " in ESTABLISHED.");
    }

    /** {@code 1,204 accepts on port 8080 and 3 new sockets}. */
    private static String failed(DescriptorExhaustion found) {
        String ports = found.ports().stream()
                .limit(Thresholds.NAMED)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        List<String> calls = new ArrayList<>();
        if (found.notAccepted() > 0) {
            calls.add(Figures.count(found.notAccepted(), "accept")
                    + (ports.isEmpty() ? "" : (found.ports().size() == 1 ? " on port " : " on ports ") + ports));
        }
        if (found.notMade() > 0) {
            calls.add(Figures.count(found.notMade(), "new socket"));
        }
        return String.join(" and ", calls);
    }

    private static List<String> advice(Model model, DescriptorExhaustion found) {
        List<String> advice = new ArrayList<>();
        advice.add(what(model, found));
        advice.add(
                isOfTheSystem(found)
                        ? "Then raise fs.file-max, if all programs together need so many."
                        : "Raise the limit only if so many are needed at a time: \"ulimit -n\", LimitNOFILE under systemd."
                                + " A leak fills a higher one, too.");
        if (found.notAccepted() > 0) {
            advice.add(
                    "An accept that fails leaves the connection in the queue: a loop that accepts again at once keeps"
                            + " a core busy. Let it wait a moment after a failure.");
        }
        return List.copyOf(advice);
    }

    private static String what(Model model, DescriptorExhaustion found) {
        if (isOfTheSystem(found)) {
            return "Find out which program has so many files open: \"lsof\" counts them.";
        }
        if (found.isHeldBy(found.closeWait(), Thresholds.LEAK_HOLDS)) {
            return "Close connections when a read returns the end of the stream: " + Figures.count(found.closeWait())
                    + " are in CLOSE_WAIT, where only our code can end them.";
        }
        if (found.isHeldBy(found.connections(), Thresholds.LEAK_HOLDS)) {
            return "Close connections after use, or bound how many are open at a time: they hold "
                    + Figures.count(found.connections()) + " of " + Figures.count(found.limit()) + " descriptors.";
        }
        long pid = model.recordings().jvms().get(found.jvm()).pid();
        return "Find out what else is open (\"ls -l /proc/" + (pid < 0 ? "PID" : pid) + "/fd\")"
                + (found.connections() < 0 || found.limit() < 0
                        ? "."
                        : ": connections are " + Figures.count(found.connections()) + " of "
                                + Figures.count(found.limit()) + " descriptors.");
    }

    private static boolean isOfTheSystem(DescriptorExhaustion found) {
        return found.failure().contains(OF_THE_SYSTEM);
    }
}
