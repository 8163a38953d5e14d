/**
 * Puts advice into classes of the JDK and of libraries, in every class loader that has them, and takes it out
 * again. {@code tracer.hooks} lists which method gets which advice.
 *
 * <p>An advice takes the values at hand and makes one call to the bridge. It decides nothing, builds nothing, and
 * suppresses every exception.
 *
 * <p>May import Byte Buddy, {@code io.firstfin.bootstrap} and {@code tracer.base}; knows no connection, no kernel,
 * and no library by name.
 */
package io.firstfin.tracer.weave;
