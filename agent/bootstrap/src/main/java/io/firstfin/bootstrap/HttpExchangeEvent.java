package io.firstfin.bootstrap;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * A request was answered; committed on the thread that read the head of the response, or wrote it. One
 * that was never answered is told by the {@link CloseEvent} of its connection.
 */
@Name("firstfin.HttpExchange")
@Label("Http Exchange")
@Description("A request was answered over this connection")
@StackTrace(true)
public final class HttpExchangeEvent extends ConnectionEvent {
    @Label("Client")
    @Description("Name and version of the HTTP client; null if this JVM is the server")
    public String client;

    @Label("Server")
    @Description("Name and version of the HTTP server; null if this JVM is the client")
    public String server;

    @Label("Method")
    @Description("The request's method")
    public String method;

    @Label("Host")
    @Description("The request's Host header: host and port, no path and no query")
    public String host;

    @Label("Status")
    @Description("The response's status code")
    public int status;

    @Label("Version")
    @Description("The version the peer speaks, such as HTTP/1.1")
    public String version;

    @Label("Exchange")
    @Description("The number of this exchange on its connection, from 1")
    public int exchange;

    @Label("Close Requested By")
    @Description("Who said that the connection ends with this exchange: CLIENT or SERVER; null when nobody did")
    public String closeRequestedBy;
}
