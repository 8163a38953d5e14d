package io.firstfin.sample.support;

import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * The beginning of the second of several scenarios, and of each after it, by the clock of the recording: it drifts
 * from those that tests read.
 */
@Name(Turn.NAME)
@StackTrace(false)
public final class Turn extends Event {
    public static final String NAME = "sample.Turn";
}
