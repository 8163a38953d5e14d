/** Objects of the application, told apart by which they are. Imports the JDK alone. */
package io.firstfin.tracer.identity;
