package io.firstfin.sample.support;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A listening socket, whichever API of the JDK holds it. */
public interface Listener extends Closeable {

    InetSocketAddress address() throws IOException;

    Link accept() throws IOException;
}
