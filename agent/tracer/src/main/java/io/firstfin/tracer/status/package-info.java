/** What FirstFin tells about itself: errors, threads, cost. Imports the JDK alone. */
package io.firstfin.tracer.status;
