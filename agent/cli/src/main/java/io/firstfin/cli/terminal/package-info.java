/**
 * The size and colours of a terminal, aligned columns, a progress bar, and Ctrl-C.
 *
 * <p>May import only the JDK and the progress-bar library, so that each part can be tested on plain strings.
 */
package io.firstfin.cli.terminal;
