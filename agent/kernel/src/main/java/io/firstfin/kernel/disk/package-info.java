/**
 * How much can still be written, and how much of that a recording may take. Measured numbers stand
 * here and nowhere else: command line and agent judge by the same ones. Imports the JDK alone.
 */
package io.firstfin.kernel.disk;
