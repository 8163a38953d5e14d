package io.firstfin.sample.http.server;

import io.firstfin.sample.http.Verdict;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** The ways of one server library. */
final class ServerWays {
    private final Map<ServerWay, ServerAct> acts = new EnumMap<>(ServerWay.class);

    private ServerWays() {}

    static ServerWays all() {
        ServerWays ways = new ServerWays();
        for (ServerWay way : ServerWay.values()) {
            ways.reported(way, way.reported());
        }
        return ways;
    }

    /** It goes that way as usual, but must be reported otherwise. */
    ServerWays reported(ServerWay way, Verdict reported) {
        acts.put(way, new ServerAct(way, reported));
        return this;
    }

    /** The library cannot be led that way. */
    ServerWays without(ServerWay way) {
        acts.remove(way);
        return this;
    }

    /** In the order of the enum. */
    Collection<ServerAct> acts() {
        return acts.values();
    }
}
