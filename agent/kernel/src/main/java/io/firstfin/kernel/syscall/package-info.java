/**
 * The few system calls that the other packages need, on raw file descriptors and off-heap memory.
 *
 * <p>There are two ways to call libc: {@code java.lang.foreign} from JDK 22 on, reached only through method handles
 * because this code is compiled for JDK 17, and JNA before that. Callers do not know which one is in use. May
 * import the JDK and {@code com.sun.jna}.
 */
package io.firstfin.kernel.syscall;
