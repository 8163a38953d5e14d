package io.firstfin.bootstrap;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A connect call ended, well or not; committed on the connecting thread. */
@Name("firstfin.Connect")
@Label("Connect")
@Description("A connect call ended; the event's duration is the time it took")
@StackTrace(true)
public final class ConnectEvent extends ConnectionEvent {
    @Label("API")
    @Description(
            "The JDK class that holds the socket: Socket, SocketChannel or AsynchronousSocketChannel; only in JFR, no report shows it")
    public String api;

    @Label("Bound First")
    @Description(
            "The socket was bound to a local port before connect, which takes the port from one pool for all destinations")
    public boolean boundFirst;

    @Label("SO_REUSEADDR")
    @Description("Whether SO_REUSEADDR was set when connect ended")
    public boolean reuseAddress;

    @Label("SO_LINGER")
    @Description("SO_LINGER in seconds when connect ended; -1 when it was off")
    public int soLinger;

    @Label("Host")
    @Description(
            "The name that led to the remote address, as far as the JDK knows one; null when it was given as an address")
    public String host;

    @Label("Requested By")
    @Description(
            "The code that asked for the connection, as class.method:line, if another thread opened it; null if not, or not known")
    public String requestedBy;

    @Label("Failure")
    @Description("The text of the exception; null when connected")
    public String failure;

    @Label("Failure Kind")
    @Description(
            "PORTS_EXHAUSTED, ADDRESS_IN_USE_TOWARDS_DESTINATION, REFUSED, TIMED_OUT, UNREACHABLE, RESET, CANCELLED or OTHER; null when connected")
    public String failureKind;

    @Label("Abandoned")
    @Description(
            "The kernel had connected it, but it was closed before the application knew: finishConnect was not called, or the call was interrupted")
    public boolean abandoned;

    @Label("Self Connected")
    @Description("The kernel gave this socket the port that it connects to, so that it is connected to itself")
    public boolean selfConnected;
}
