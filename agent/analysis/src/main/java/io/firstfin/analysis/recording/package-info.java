/**
 * Reads recordings: from files and folders of {@code .jfr} to the model, or to the one line that
 * says why not.
 *
 * <p>A recording is read event by event, twice: first what the kernel said about each connection,
 * then what happened to it, because the events of a recording are not in the order of time. What is
 * kept is one small row per connection and the groups of the model; every table is bounded. Events
 * are known by name only, so that recordings of other versions of the agent can be read. May import
 * the model and the JDK's {@code jdk.jfr.consumer}.
 */
package io.firstfin.analysis.recording;
