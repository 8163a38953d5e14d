/**
 * How woven: puts advice into classes of the JDK and of libraries, in every class loader that brings
 * them, and takes it out again. Which methods get which advice is said in {@code tracer.hooks}.
 *
 * <p>An advice takes what is at hand and makes one call to the bridge; it decides nothing, builds
 * nothing, and suppresses everything.
 *
 * <p>May import Byte Buddy, {@code io.firstfin.bootstrap} and {@code tracer.identity};
 * knows no connection, no kernel, and no library by name.
 */
package io.firstfin.tracer.weave;
