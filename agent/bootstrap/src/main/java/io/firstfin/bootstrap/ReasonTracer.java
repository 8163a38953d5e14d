package io.firstfin.bootstrap;

/** The other end of the {@link ReasonBridge}, as {@link Tracer} is that of the {@link Bridge}. */
public interface ReasonTracer {

    Object because(String reason);

    void noMore(Object outer);

    void rather(String than, String reason);

    Object givenUp(Object connection, String insteadOf, String reason);

    void noted(Object connection, String reason);

    void takenBack(Object connection);
}
