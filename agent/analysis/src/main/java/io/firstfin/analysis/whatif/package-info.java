/**
 * Replays the recorded connections under a change, such as another port range, and shows how many local ports
 * they would take and when these would run out.
 *
 * <pre>
 * WhatIf        the destinations that matter, each under all changes that are possible
 *   Changes       which changes are possible here
 *   Outcome       what a change would give
 *     Schedule      the opens and closes in the order of time
 *     Replay        the connections, event by event
 *       LocalPorts    the ports they take, under the change's rules
 * </pre>
 *
 * <p>Pure and deterministic: the same recording gives the same outcomes. Each outcome carries what
 * it assumes. May import the model only.
 */
package io.firstfin.analysis.whatif;
