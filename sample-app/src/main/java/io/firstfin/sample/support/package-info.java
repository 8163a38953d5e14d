/**
 * What the scenarios share: connections through each of the JDK's APIs, the stage that a scenario runs on, and the
 * kernel's table to wait for facts.
 *
 * <p>Knows nothing of FirstFin: the JDK only, so that a scenario can run without it.
 */
package io.firstfin.sample.support;
