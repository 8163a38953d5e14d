/**
 * Netty's native transports behind {@link io.firstfin.sample.support.Link} and {@link
 * io.firstfin.sample.support.Listener}, so that scenarios use them like the JDK's APIs.
 *
 * <p>Netty is on the class path only where it is played: nothing but this package's own classes may name its
 * classes, and {@link io.firstfin.sample.transport.Transport} loads without.
 */
package io.firstfin.sample.transport;
