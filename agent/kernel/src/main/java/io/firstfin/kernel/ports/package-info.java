/**
 * How far local ports are used up: which ports there are, for how long a socket keeps its port, and when
 * the free ones will be taken. Pure. May import {@code sysctl} and the JDK only.
 */
package io.firstfin.kernel.ports;
