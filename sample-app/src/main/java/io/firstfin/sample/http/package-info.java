/**
 * The HTTP clients that scenarios run, and the ways in which each of them ends a connection. {@link
 * io.firstfin.sample.http.WayToEnd} lists the ways; {@link io.firstfin.sample.http.HttpClientLibrary} is what each
 * library is led through them by, one file each; {@link io.firstfin.sample.http.Library} names them and their
 * versions.
 *
 * <p>A library is on the class path only where it is played: nothing but its own file may name its classes.
 */
package io.firstfin.sample.http;
