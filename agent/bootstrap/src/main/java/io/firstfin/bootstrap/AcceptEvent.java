package io.firstfin.bootstrap;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** An accept call returned a connection. */
@Name("firstfin.Accept")
@Label("Accept")
@Description("An accept call returned a connection")
@StackTrace(true)
public final class AcceptEvent extends ConnectionEvent {
    @Label("API")
    @Description(
            "The JDK class that holds the socket: Socket, SocketChannel or AsynchronousSocketChannel; only in JFR, no report shows it")
    public String api;

    @Label("SO_REUSEADDR")
    @Description("Whether SO_REUSEADDR was set when accept returned")
    public boolean reuseAddress;

    @Label("SO_LINGER")
    @Description("SO_LINGER in seconds when accept returned; -1 when it was off")
    public int soLinger;
}
