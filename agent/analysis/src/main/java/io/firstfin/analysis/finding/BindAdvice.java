package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.BindFailure;
import io.firstfin.analysis.model.KernelSettings;
import io.firstfin.analysis.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows from the exception of a bind and from who holds the port. On Linux a bind with
 * SO_REUSEADDR gets past every socket that has it, too, and does not listen: {@code
 * inet_bind_conflict} of {@code net/ipv4/inet_connection_sock.c}.
 */
final class BindAdvice {

    private BindAdvice() {}

    static List<String> of(BindFailure bind, Model model) {
        List<String> advice = new ArrayList<>();
        String states = bind.heldBy().split(";", 2)[0];
        if (states.contains("LISTEN")) {
            advice.add("Stop what listens on port " + bind.localPort()
                    + " (\"ss -ltnp\" names it), or choose another port.");
        } else if (states.matches("\\d+ .*")) {
            advice.addAll(nobodyListens(bind, model));
        }
        if (bind.localPort() == 0 && bind.failure().contains("Address already in use")) {
            advice.add("It asked for any port, and a bind found none free in ip_local_port_range:"
                    + " let it listen on a port of its own, outside of that range.");
        }
        if (bind.failure().contains("Permission denied")) {
            advice.add("Choose a port from ip_unprivileged_port_start upwards, or give it" + " CAP_NET_BIND_SERVICE.");
        }
        if (bind.failure().contains("Cannot assign requested address")) {
            advice.add("Bind to an address of this network namespace (\"ip addr\" names them).");
        }
        return List.copyOf(advice);
    }

    private static List<String> nobodyListens(BindFailure bind, Model model) {
        List<String> advice = new ArrayList<>();
        if (!bind.reuseAddress()) {
            advice.add("Set SO_REUSEADDR before bind: where nobody listens it gets past sockets in"
                    + " TIME_WAIT, and in any other state, that were made with it.");
        }
        range(bind.localPort(), model)
                .ifPresent(range -> advice.add("Port " + bind.localPort()
                        + " is one of those that connects take (ip_local_port_range " + range + "), whose"
                        + " sockets seldom have SO_REUSEADDR: reserve it (ip_local_reserved_ports), or"
                        + " choose one outside."));
        return advice;
    }

    /** The range of ports for connects, where that port is in it; one that is reserved is not. */
    private static Optional<String> range(int port, Model model) {
        return model.recordings().networks().stream()
                .flatMap(network -> network.settings().stream())
                .filter((KernelSettings all) -> all.reservedPorts().isEmpty())
                .filter(all -> all.firstPort() <= port && port <= all.lastPort())
                .map(all -> all.firstPort() + "-" + all.lastPort())
                .findFirst();
    }
}
