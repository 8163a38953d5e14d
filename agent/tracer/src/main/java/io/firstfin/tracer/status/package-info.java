/** What FirstFin tells about itself: errors, cost. Imports the JDK alone. */
package io.firstfin.tracer.status;
