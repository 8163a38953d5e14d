package io.firstfin.bootstrap;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Registered;

/**
 * What every event about one connection carries: the same five fields, under the same names, so
 * that JDK Mission Control relates the events of a connection to each other.
 *
 * <p>JFR's annotations on this class hold for all of them. The fields are public because the tracer fills them from
 * another class loader.
 */
@Registered(false)
@Enabled(false)
@Category("FirstFin")
public abstract class ConnectionEvent extends Event {

    @Label("Connection")
    @Description("The connection's name, the same in all events about it and unique in this JVM")
    public String connection;

    @Label("Local Address")
    public String localAddress;

    @Label("Local Port")
    public int localPort;

    @Label("Remote Address")
    public String remoteAddress;

    @Label("Remote Port")
    public int remotePort;
}
