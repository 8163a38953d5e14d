package io.firstfin.bootstrap;

import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import jdk.jfr.Event;

/**
 * The other end of the {@link Bridge}: implemented in the isolated loader, called on application
 * threads. Only JDK types and this package's own cross it. Methods that return an event leave its
 * commit to the bridge; null means that there is nothing to tell.
 */
public interface Tracer {

    /** What stands for a descriptor of that number which native code just made. */
    FileDescriptor fresh(int number);

    /** What stands for the TCP socket of that number; null when it is none. */
    FileDescriptor known(int number);

    void created(FileDescriptor fd, boolean stream);

    void optionSet(FileDescriptor fd, SocketOption<?> option);

    void located(FileDescriptor fd, InetSocketAddress local);

    Object connecting(String api, FileDescriptor fd, SocketAddress remote);

    Object finishing(FileDescriptor fd);

    void failing(Throwable failure);

    Event connected(Object attempt, boolean established, Throwable failure);

    Event accepted(String api, FileDescriptor listener, Object socket, SocketAddress remote);

    /** The same, where the kernel is asked for the peer; {@code peer} as Netty writes it, or null. */
    Event accepted(String api, FileDescriptor listener, FileDescriptor fd, byte[] peer);

    Object binding(FileDescriptor fd, boolean listening);

    Event bound(Object bind, Object address, int port, Throwable failure);

    Object halfClosing(FileDescriptor fd);

    Event halfClosed(Object halfClose, Throwable failure);

    void inputShutDown(FileDescriptor fd);

    Object closing(String api, FileDescriptor fd, boolean resetSeen);

    /** The event of a connect that this close ended; null for none. Called before {@link #closed}. */
    Event connectClosed(Object close);

    Event closed(Object close);

    /** The last step of every close, also where an event of it could not be made or committed. */
    void closeEnded(Object close);

    Object releasing(FileDescriptor fd);

    /** The next event about what is still open when the JVM ends; called until it gives null. */
    Event exiting();

    void awaitingReference();

    void referenceTaken();

    /** A sampled call site of the connect or close whose token this is, after its own event. */
    Event callSite(Object token);

    /** Takes what woven HTTP clients and servers tell of their exchanges. */
    HttpTracer http();

    /** Takes what they tell of why they close. */
    ReasonTracer reasons();

    /** Takes note of an error of ours that was kept from the application. */
    void suppressed(Throwable error);
}
