/**
 * Small tools that every other package may use: bounded and weak maps, the bounds of all tables and the memory
 * they share, FirstFin's threads and how they wait, and the count of its own errors. Imports the JDK only.
 */
package io.firstfin.tracer.base;
