/**
 * Defines the bootstrap classes in the boot loader. Imports the JDK alone, and runs before any class that names
 * {@code io.firstfin.bootstrap} is linked.
 */
package io.firstfin.tracer.boot;
