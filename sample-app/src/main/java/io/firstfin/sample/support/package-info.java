/**
 * What the lessons share, so that each of them holds only its lesson: a connection through each of
 * the JDK's APIs, the stage a lesson is played on, and the kernel's table to wait for facts with.
 *
 * <p>Knows nothing of FirstFin: java.base only, so that a lesson can be run without it.
 */
package io.firstfin.sample.support;
