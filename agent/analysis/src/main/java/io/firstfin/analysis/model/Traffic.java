package io.firstfin.analysis.model;

import java.time.Duration;

/**
 * What the kernel counted on a connection until its close.
 *
 * @param unreadBytes received and never read by the application; -1 when unknown, as are the other counts
 * @param bytesSent payload without retransmissions
 * @param bytesReceived payload
 * @param roundTripTime the kernel's smoothed estimate; negative when unknown
 * @param retransmits segments that were sent again
 */
public record Traffic(int unreadBytes, long bytesSent, long bytesReceived, Duration roundTripTime, int retransmits) {}
