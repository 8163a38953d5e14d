/**
 * Situations in which programs have trouble with TCP connections, one small class each: what an application does, and
 * what the process at the other end does.
 *
 * <p>Start with {@link io.firstfin.sample.situation.Situations}, the list of them. Each says what an engineer sees, and
 * what FirstFin must report of it. A situation is played in two JVMs, of which FirstFin records the application's alone.
 * Uses real libraries and servers where the trouble is theirs, and the JDK alone elsewhere; of the sample only its
 * certificate.
 */
package io.firstfin.sample.situation;
