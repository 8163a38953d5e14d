package io.firstfin.analysis.model;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * What the kernel showed of one budget of ports at one look; -1 where nobody knows.
 *
 * @param time of the look
 * @param capacity the ports there are
 * @param established sockets in ESTABLISHED
 * @param timeWait sockets in TIME_WAIT
 * @param otherStates sockets in any other state
 * @param timeWaitOurs of those in TIME_WAIT, the ones that this JVM closed first
 * @param otherProcesses of all these sockets, those that are not this JVM's
 * @param free the ports that nobody held
 * @param opensPerSecond connections opened a second, as counted before the look; negative when unknown
 * @param left when the last free port would be taken, as things went; negative when unknown
 */
public record PortCount(
        Instant time,
        long capacity,
        long established,
        long timeWait,
        long otherStates,
        long timeWaitOurs,
        long otherProcesses,
        long free,
        double opensPerSecond,
        Duration left)
        implements Serializable {

    /** The sockets, whatever their state. */
    public long held() {
        return Math.max(0, established) + Math.max(0, timeWait) + Math.max(0, otherStates);
    }

    /** Those that are not in TIME_WAIT. */
    public long open() {
        return Math.max(0, established) + Math.max(0, otherStates);
    }

    /** Whether there is TIME_WAIT, and none of it is known as this JVM's or as another process's. */
    public boolean isTimeWaitOfNobody() {
        return timeWait > 0 && timeWaitOurs == 0 && otherProcesses <= 0;
    }

    /** Whether open connections, not TIME_WAIT, are more than half of them. */
    public boolean isMostlyOpen() {
        return open() > Math.max(0, timeWait);
    }

    /** The part of the ports that was taken, from 0 to 1; empty where their number is unknown. */
    public OptionalDouble used() {
        if (capacity <= 0) {
            return OptionalDouble.empty();
        }
        long taken = free < 0 ? held() : capacity - free;
        return OptionalDouble.of(Math.min(1, (double) taken / capacity));
    }
}
