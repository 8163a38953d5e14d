package io.firstfin.tracer.sink;

import java.net.InetAddress;

/**
 * How far one budget of ports is used up.
 *
 * @param side CLIENT toward one destination, SERVER from one peer, BIND for all binds before connect
 * @param local our address; null for the wildcard
 * @param localPort the port we listen on, for SERVER; else 0
 * @param remote null for BIND
 * @param remotePort the destination's, for CLIENT; else 0
 * @param use how many ports are in use, and how
 * @param inAcceptQueue rows that nobody has accepted yet
 * @param http what HTTP clients of ours hold open, for CLIENT
 * @param opensPerSecond opened by this JVM; -1 when not counted
 * @param nanosLeft until no port is free if the last seconds go on; -1 when not within an hour
 * @param leftOut budgets that this round left out
 */
public record PortBudget(
        String side,
        InetAddress local,
        int localPort,
        InetAddress remote,
        int remotePort,
        PortUse use,
        int inAcceptQueue,
        OpenHttp http,
        double opensPerSecond,
        long nanosLeft,
        int leftOut) {}
