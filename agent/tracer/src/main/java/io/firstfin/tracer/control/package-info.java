/**
 * Assembles the tracer at attach, takes it apart at detach, and answers the command line. May import every other
 * package.
 */
package io.firstfin.tracer.control;
