/**
 * The kernel's own record of each step of each TCP socket, where root can read tracefs: the truth
 * that every verdict can be held against.
 *
 * <p>Mirrors {@code include/trace/events/sock.h} and {@code tcp.h}. Parsing and the verdict are
 * pure; only {@code TransitionTrace} touches the file system, and only inside an instance of its
 * own. May import {@code io.firstfin.kernel} only, and never ships: FirstFin itself must do without root.
 */
package io.firstfin.sample.tracefs;
