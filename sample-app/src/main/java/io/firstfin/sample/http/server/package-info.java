/**
 * The HTTP servers that scenarios run, and the ways in which each of them ends a connection. {@link
 * io.firstfin.sample.http.server.ServerWay} lists the ways, {@link
 * io.firstfin.sample.http.server.HttpServerLibrary} is what each library is led through them by, one file each;
 * {@link io.firstfin.sample.http.server.ServerLibrary} names them and their versions.
 */
package io.firstfin.sample.http.server;
