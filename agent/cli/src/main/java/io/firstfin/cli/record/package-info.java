/**
 * Records a running JVM and leaves it as it was, also after a failure or Ctrl-C.
 *
 * <p>Every step that changes the JVM has a step that undoes it. The agent holds a lease, which undoes all of them if
 * this process is killed. May import {@code attach}, {@code jvm}, {@code terminal} and {@code message}.
 */
package io.firstfin.cli.record;
