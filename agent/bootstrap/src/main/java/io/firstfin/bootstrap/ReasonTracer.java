package io.firstfin.bootstrap;

/** Receives the calls of the {@link ReasonBridge}. */
public interface ReasonTracer {

    Object beginReason(String reason);

    Object beginReasonInWords(String words);

    void endReason(Object outer);

    void replaceReason(String beginning, String reason);

    Object keepReason(Object connection, String insteadOf, String reason);

    void noteReason(Object connection, String reason);

    void retractReason(Object connection);
}
