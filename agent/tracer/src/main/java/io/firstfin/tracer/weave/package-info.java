/**
 * Where woven: which JDK methods get which advice, and how it is put in and taken out.
 *
 * <p>A file named {@code ...Hooks} holds one JDK class family: its target and the advice for it. An
 * advice takes what is at hand and makes one call to {@link io.firstfin.bootstrap.Bridge}; it
 * decides nothing, builds nothing, and suppresses everything.
 *
 * <p>May import Byte Buddy and {@code io.firstfin.bootstrap}; knows no connection and no kernel.
 */
package io.firstfin.tracer.weave;
