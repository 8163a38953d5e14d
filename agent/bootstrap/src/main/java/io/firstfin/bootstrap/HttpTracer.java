package io.firstfin.bootstrap;

import jdk.jfr.Event;

/** The other end of the {@link HttpBridge}, as {@link Tracer} is that of the {@link Bridge}. */
public interface HttpTracer {

    Object because(String reason);

    void noMore(Object outer);

    void noted(Object socket, String reason);

    void requested(String client, Object socket, Object head);

    Event answered(String client, Object socket, Object head);
}
