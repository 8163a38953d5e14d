/**
 * What HTTP tells of a connection: how many requests it carried, for which client, and why it is
 * closed. Pure, but for the scope of the thread.
 *
 * <p>May import nothing of ours; {@code tracer.connection} uses it.
 */
package io.firstfin.tracer.http;
