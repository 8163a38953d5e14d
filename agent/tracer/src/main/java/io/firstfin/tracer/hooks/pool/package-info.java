/**
 * The advice for connection pools that decide on one thread and close on another, so that the stack of the close
 * does not show the method that decided. All other pools and drivers need no advice: the report explains their closes
 * by rules for the methods on that stack.
 *
 * <p>May import {@code tracer.weave}, {@code io.firstfin.bootstrap} and Byte Buddy's annotations. Names of classes
 * are strings, so the pools are not there at compile time.
 */
package io.firstfin.tracer.hooks.pool;
