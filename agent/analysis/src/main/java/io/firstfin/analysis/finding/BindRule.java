package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.BindFailure;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Mark;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import io.firstfin.analysis.model.PortBudget;
import io.firstfin.analysis.model.PortSide;
import io.firstfin.analysis.model.SiteShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A socket could not be bound to the port it asked for; want of any port has a rule of its own. Or client sockets bind
 * before they connect, and so share one pool of ports.
 */
final class BindRule implements Rule {

    /** What binds asked for, and how they failed. */
    private record Asked(String address, int port, boolean listening, String failure) {

        static Asked of(BindFailure bind) {
            return new Asked(bind.localAddress(), bind.localPort(), bind.listening(), bind.failure());
        }

        String label() {
            if (address.isEmpty()) {
                return port <= 0 ? "any port" : "port " + port;
            }
            return (address.contains(":") ? "[" + address + "]" : address) + ":" + (port < 0 ? "?" : port);
        }
    }

    @Override
    public Stream<Finding> findings(Model model) {
        Map<Asked, List<BindFailure>> byPort = model.connections().bindFailures().stream()
                .filter(bind -> !bind.isExhaustion())
                .collect(Collectors.groupingBy(Asked::of));
        Stream<Finding> failed = ShownFindings.of(
                byPort.entrySet().stream()
                        .sorted(Comparator.comparingLong(
                                        (Map.Entry<Asked, List<BindFailure>> entry) -> count(entry.getValue()))
                                .reversed()
                                .thenComparing(entry -> entry.getKey().toString())),
                "local port",
                entry -> failed(model, entry.getKey(), entry.getValue()));
        List<Cause> boundFirst =
                Causes.ofConnects(model, OpenGroup::boundFirst, Causes.acts(Act.CONNECT, Mark.BOUND_FIRST));
        return Stream.concat(
                failed, ShownFindings.of(boundFirst.stream(), "call site", cause -> boundFirst(model, cause)));
    }

    private static Finding failed(Model model, Asked asked, List<BindFailure> binds) {
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
        Evidence evidence = new Evidence()
                .with("address", asked.address)
                .known("port", asked.port)
                .with("failures", count)
                .with("failure", asked.failure)
                .with("heldBy", most.heldBy())
                .with("reuseAddress", Boolean.toString(most.reuseAddress()))
                .site("binder", binder);
        return new Finding(
                FindingId.BIND_FAILED,
                asked.listening ? Severity.CRITICAL : Severity.WARNING,
                statement,
                evidence.values(),
                advice(most, model));
    }

    private static long count(List<BindFailure> binds) {
        return binds.stream().mapToLong(BindFailure::count).sum();
    }

    /**
     * What follows from the exception and from who holds the port. On Linux a bind with SO_REUSEADDR gets past every
     * socket that has it, too, and does not listen: {@code inet_bind_conflict} of {@code
     * net/ipv4/inet_connection_sock.c}.
     */
    private static List<String> advice(BindFailure bind, Model model) {
        List<String> advice = new ArrayList<>();
        String states = bind.heldBy().split(";", 2)[0];
        if (states.contains("LISTEN")) {
            advice.add("Stop what listens on port " + bind.localPort()
                    + " (\"ss -ltnp\" names it), or choose another port.");
        } else if (states.matches("\\d+ .*")) {
            advice.addAll(nobodyListens(bind, model));
        }
        if (bind.localPort() == 0 && bind.failure().contains("Address already in use")) {
            advice.add("It asked for any port, and a bind found none free in ip_local_port_range: let it listen on a"
                    + " port of its own, outside of that range.");
        }
        if (bind.failure().contains("Permission denied")) {
            advice.add("Choose a port from ip_unprivileged_port_start upwards, or give it CAP_NET_BIND_SERVICE.");
        }
        if (bind.failure().contains("Cannot assign requested address")) {
            advice.add("Bind to an address of this network namespace (\"ip addr\" names them).");
        }
        return List.copyOf(advice);
    }

    private static List<String> nobodyListens(BindFailure bind, Model model) {
        List<String> advice = new ArrayList<>();
        Optional<KernelSettings> settings = model.recordings().networks().stream()
                .flatMap(network -> network.settings().stream())
                .findFirst();
        String range = settings.map(all -> " (" + all.firstPort() + "-" + all.lastPort() + ")")
                .orElse("");
        if (settings.isPresent() && settings.get().isForConnects(bind.localPort())) {
            advice.add("Reserve port " + bind.localPort()
                    + " (ip_local_reserved_ports), or let the server listen on one"
                    + " outside of ip_local_port_range" + range + ": connects are given ports of that range, and their"
                    + " sockets seldom have SO_REUSEADDR.");
        }
        if (!bind.reuseAddress()) {
            advice.add("Set SO_REUSEADDR before bind: where nobody listens it gets past sockets in TIME_WAIT, and in"
                    + " any other state, that were made with it.");
        }
        if (advice.isEmpty()) {
            boolean open = !bind.heldBy().matches("\\d+ TIME_WAIT;.*");
            advice.add((open
                            ? "Close the connections from port " + bind.localPort() + " (\"ss -tanp sport = :"
                                    + bind.localPort() + "\" names who holds them)"
                            : "Try again when TIME_WAIT is over, after 60 s at most")
                    + ", or choose another port. Connect does not choose this one by itself, as it is reserved or"
                    + " outside of ip_local_port_range" + range + ": the client's socket was bound to it.");
        }
        return List.copyOf(advice);
    }

    private static Finding boundFirst(Model model, Cause cause) {
        Optional<PortBudget> pool = model.ports().budgets().stream()
                .filter(budget ->
                        budget.side() == PortSide.BIND && budget.fullest().capacity() > 0)
                .filter(budget ->
                        budget.destination().network().equals(cause.worst().network()))
                .max(Comparator.comparingDouble(PortUsageText::used));
        String statement = FindingText.were(cause.count(), "connect") + " made from sockets bound before, to "
                + Figures.count(cause.affected().size(), "destination") + ": they share one pool of local ports instead"
                + " of having one for each destination."
                + cause.where("made")
                + pool.map(BindRule::shown).orElse("")
                + cause.byDestination();
        Evidence evidence = new Evidence()
                .with("connects", cause.count())
                .with("destinations", cause.affected().size())
                .site("opener", cause.site());
        pool.ifPresent(budget -> PortUsageText.into(evidence, budget));
        return new Finding(
                FindingId.BIND_BEFORE_CONNECT,
                Severity.WARNING,
                statement,
                evidence,
                List.of(
                        "Connect without binding first, unless the peer asks for a fixed port.",
                        "To choose the source address only, set IP_BIND_ADDRESS_NO_PORT where your library can; the JDK"
                                + " cannot."),
                cause);
    }

    private static String shown(PortBudget pool) {
        return " The kernel showed at most " + Figures.percent(PortUsageText.used(pool))
                + " of that pool's " + Figures.count(pool.fullest().capacity())
                + " ports taken: " + PortUsageText.words(pool.fullest()) + ".";
    }
}
