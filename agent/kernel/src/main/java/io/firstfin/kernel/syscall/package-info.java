/**
 * The few system calls the kernel interfaces need, on raw file descriptors and off-heap memory.
 *
 * <p>There are two roads to libc: {@code java.lang.foreign} from JDK 22 on, reached only through
 * method handles because this code is compiled for JDK 17, and JNA before that. Which one is in use
 * is nobody's business outside. May import the JDK and {@code com.sun.jna}.
 */
package io.firstfin.kernel.syscall;
