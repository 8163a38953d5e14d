/**
 * Puts the tracer together at attach and takes it apart at detach, and answers the commands of the command line. May
 * import every other package.
 */
package io.firstfin.tracer.control;
