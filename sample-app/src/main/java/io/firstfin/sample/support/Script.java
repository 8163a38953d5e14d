package io.firstfin.sample.support;

import java.io.IOException;

/** What a server does on one connection, until it closes or the client has. */
public interface Script {

    /** Returns when the script wants the connection closed, or the client has closed it. */
    void play(Link link, Count requests) throws IOException;

    /** Whether it closes first. */
    boolean closes();

    /** The same, but it leaves it to the client to close. */
    Script thatWaits();
}
