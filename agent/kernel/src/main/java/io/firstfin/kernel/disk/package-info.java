/**
 * How much free space a disk has, and how much of it a recording may take. The measured limits are here and nowhere
 * else, so that the command line and the agent use the same ones. Imports the JDK alone.
 */
package io.firstfin.kernel.disk;
