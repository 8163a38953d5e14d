package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.BindFailure;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.SiteShare;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A socket could not be bound to the port it asked for. Want of any port has a rule of its own. */
final class BindFailedRule implements Rule {

    /** What binds asked for, and how they failed. */
    private record Asked(String address, int port, boolean listening, String failure) {

        static Asked of(BindFailure bind) {
            return new Asked(bind.localAddress(), bind.localPort(), bind.listening(), bind.failure());
        }

        String label() {
            return (address.contains(":") ? "[" + address + "]" : address) + ":" + (port < 0 ? "?" : port);
        }
    }

    @Override
    public Stream<Finding> findings(Model model) {
        Map<Asked, List<BindFailure>> byPort = model.connections().bindFailures().stream()
                .filter(bind -> !bind.isExhaustion())
                .collect(Collectors.groupingBy(Asked::of));
        return ShownFindings.of(
                byPort.entrySet().stream()
                        .sorted(Comparator.comparingLong(
                                        (Map.Entry<Asked, List<BindFailure>> entry) -> count(entry.getValue()))
                                .reversed()
                                .thenComparing(entry -> entry.getKey().toString())),
                "local port",
                entry -> finding(model, entry.getKey(), entry.getValue()));
    }

    private static Finding finding(Model model, Asked asked, List<BindFailure> binds) {
        long count = count(binds);
        BindFailure most =
                binds.stream().max(Comparator.comparingLong(BindFailure::count)).orElseThrow();
        Optional<SiteShare> binder = Optional.of(most.site())
                .filter(site -> site.isKnown())
                .map(site -> new SiteShare(site, most.count(), count));
        String statement = Figures.count(count, "bind") + " of a "
                + (asked.listening ? "listening" : "client") + " socket to " + asked.label()
                + " failed with \"" + asked.failure + "\", SO_REUSEADDR "
                + (most.reuseAddress() ? "on." : "off.")
                + (most.heldBy().isEmpty() ? "" : " On that port the kernel showed: " + most.heldBy() + ".")
                + FindingText.where("attempted", binder.stream().toList());
        Evidence evidence = new Evidence().with("address", asked.address);
        if (asked.port >= 0) {
            evidence.with("port", asked.port);
        }
        evidence.with("failures", count)
                .with("failure", asked.failure)
                .with("heldBy", most.heldBy())
                .with("reuseAddress", Boolean.toString(most.reuseAddress()))
                .site("binder", binder);
        return new Finding(
                FindingId.BIND_FAILED,
                asked.listening ? Severity.CRITICAL : Severity.WARNING,
                statement,
                evidence.values(),
                BindAdvice.of(most, model));
    }

    private static long count(List<BindFailure> binds) {
        return binds.stream().mapToLong(BindFailure::count).sum();
    }
}
