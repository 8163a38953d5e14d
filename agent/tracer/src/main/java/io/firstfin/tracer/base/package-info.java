/**
 * Small tools that every other package may use: bounded and weak maps, FirstFin's threads and how they wait, and
 * the count of its own errors. Imports the JDK only.
 */
package io.firstfin.tracer.base;
