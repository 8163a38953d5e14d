package io.firstfin.sample.http;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The ways of one library. Most need no more than a client that asks and closes its pool; the library
 * adds those that need more, and says where it is reported otherwise than most.
 */
final class Ways {
    private static final String[] CLOSE = {"Connection", "close"};

    private final CommonSteps common;
    private final Map<WayToEnd, Act> acts = new EnumMap<>(WayToEnd.class);

    private Ways(CommonSteps common) {
        this.common = common;
    }

    /** All ways but those that take more than a {@link HttpClientLibrary.Client}. */
    static Ways of(HttpClientLibrary library) {
        CommonSteps common = new CommonSteps(library);
        return new Ways(common)
                .with(WayToEnd.RESPONSE_SAYS_CLOSE, common.endsByItself())
                .with(WayToEnd.REQUEST_SAYS_CLOSE, common.endsByItself(CLOSE))
                .with(WayToEnd.HTTP_1_0, common.endsByItself())
                .with(WayToEnd.UNDELIMITED, common.endsByItself())
                .with(WayToEnd.KEPT_ALIVE, common.endsWithThePool(3))
                .with(WayToEnd.POOL_CLOSED, common.endsWithThePool(1))
                .with(WayToEnd.TIMEOUT, common::timesOut)
                .with(WayToEnd.STALE, common::asksAgainAfterTheServersClose)
                .with(WayToEnd.PEER_CLOSES, common::noticesTheServersClose)
                .with(WayToEnd.TLS, common.endsByItself());
    }

    /**
     * This is how the library goes that way.
     *
     * @param reported one for each connection, in the order in which they are opened; none means as usual
     */
    Ways with(WayToEnd way, Steps steps, Verdict... reported) {
        acts.put(way, new Act(way, steps, reported.length == 0 ? way.reported() : List.of(reported)));
        return this;
    }

    /** It goes that way as usual, but must be reported otherwise. */
    Ways reported(WayToEnd way, Verdict... reported) {
        return with(way, acts.get(way).steps(), reported);
    }

    /** What ends it for others leaves the connection in the pool of this library, until that is closed. */
    Ways pooled(WayToEnd way) {
        Steps steps = switch (way) {
            case PEER_CLOSES -> common::keepsWhatTheServerClosed;
            case REQUEST_SAYS_CLOSE -> common.endsWithThePool(1, CLOSE);
            default -> common.endsWithThePool(1);
        };
        return with(way, steps, way.reported().get(0).because("POOL_CLOSED"));
    }

    /** The library cannot be led that way. */
    Ways without(WayToEnd way) {
        acts.remove(way);
        return this;
    }

    /** In the order of the enum. */
    Collection<Act> acts() {
        return acts.values();
    }
}
