/**
 * The door of firstfin.jar: the only classes that the application's class loader can see. They find the parts
 * inside the jar, open a class loader for them, and call one method by name; at compile time they depend on no
 * other module.
 *
 * <p>The zones below {@code META-INF/firstfin/} in the jar:
 * <pre>
 * isolated/       tracer, kernel, Byte Buddy, JNA: in the traced JVM, parent is the platform loader
 * isolated/boot/  the bootstrap classes, defined in the boot loader of the traced JVM
 * cli/            the command line and the analysis: in a process of their own, never in a traced one
 * </pre>
 */
package io.firstfin.launcher;
