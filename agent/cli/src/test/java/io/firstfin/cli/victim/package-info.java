/** Real JVMs for the tests: found on this machine, started, and ended by their own pid. */
package io.firstfin.cli.victim;
