/** Threads of ours, and how we wait on those of others. Imports the JDK alone. */
package io.firstfin.tracer.thread;
