package io.firstfin.tracer.correlate;

import io.firstfin.kernel.SocketRow;

/**
 * What the kernel showed of a connection after our close.
 *
 * @param ours our end; null when it is not there any more
 * @param peer the other end, when it lives in the same namespace; null when it does not, or is gone
 * @param peerAsked whether the other end could have been there
 * @param looks how often it was looked at before
 * @param ageMillis time from our close to this look
 */
record KernelView(SocketRow ours, SocketRow peer, boolean peerAsked, int looks, long ageMillis) {}
