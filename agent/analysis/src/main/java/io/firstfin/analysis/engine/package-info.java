/**
 * The engine receives events and makes a model of them at any moment.
 *
 * <p>One pass over the events, in whatever order they come, is enough: what the events say about a
 * connection is joined in a record of some 150 bytes, and counted when a model is asked for. Only when a
 * JVM has more connections than fit the heap are the older ones counted for good and their records dropped.
 * Two engines merge. Every table is bounded and counts what it had no room for. May import the events and
 * the model.
 */
package io.firstfin.analysis.engine;
