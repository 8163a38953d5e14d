package io.firstfin.sample.situation;

import java.util.List;

/** A real Redis on the first port of a place. */
final class Redis {
    static final String PROGRAM = "redis-server";

    private Redis() {}

    /** Starts it with a setting, as an option. */
    static void start(Place place, String setting) throws Exception {
        String port = "--port " + place.port();
        Peer.program(
                place,
                place.address(),
                List.of(Programs.path(PROGRAM), port, "--bind 127.0.0.1", "--save ''", setting));
    }
}
