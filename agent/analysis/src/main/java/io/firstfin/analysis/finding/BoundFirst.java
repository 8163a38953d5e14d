package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.OpenGroup;
import java.util.List;

/**
 * Whether the sockets that connect to a destination are bound before. Then tcp_tw_reuse is of no
 * use, since it is for the ports that connect itself takes: {@code __inet_hash_connect} of {@code
 * net/ipv4/inet_hashtables.c}. And all destinations share the ports.
 */
final class BoundFirst {

    private BoundFirst() {}

    /** More than half of the connects. */
    static boolean towards(Destination destination, Model model) {
        List<OpenGroup> opens = model.connections().opens().stream()
                .filter(group -> Held.sameEnd(group.destination(), destination))
                .toList();
        long all = opens.stream().mapToLong(OpenGroup::count).sum();
        long bound = opens.stream()
                .filter(OpenGroup::boundFirst)
                .mapToLong(OpenGroup::count)
                .sum();
        return bound * 2 > all;
    }
}
