/**
 * What a terminal needs: aligned columns, a progress bar, Ctrl-C.
 *
 * <p>Knows nothing of JVMs or recordings and may import the JDK and the progress-bar library alone,
 * so that each part can be tested on plain strings.
 */
package io.firstfin.cli.terminal;
