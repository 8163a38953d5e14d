package io.firstfin.bootstrap;

import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.net.SocketOption;
import jdk.jfr.Event;

/**
 * Receives the calls of the {@link Bridge}, and of the {@link ReasonBridge}. Implemented in the isolated loader and called on application
 * threads, with types of the JDK and of this package only. A method that returns an event leaves the commit
 * to the bridge; null means that there is nothing to commit.
 */
public interface Tracer {

    /** A FileDescriptor for a number that native code just opened. */
    FileDescriptor newDescriptor(int number);

    /** The FileDescriptor of the TCP socket with that number; null when it is no TCP socket. */
    FileDescriptor tcpDescriptor(int number);

    void created(FileDescriptor fd, boolean stream);

    /** The JDK failed to make a socket, or, where there is a listener, to accept one. */
    void notOpened(FileDescriptor listener, Throwable failure);

    void optionSet(FileDescriptor fd, SocketOption<?> option);

    void localAddressRead(FileDescriptor fd, InetSocketAddress local);

    Object socksConnecting(SocketImpl socket, SocketAddress target);

    void socksConnected(Object asked, Throwable failure);

    Object connecting(String api, FileDescriptor fd, SocketAddress remote);

    Object finishing(FileDescriptor fd);

    void failing(Throwable failure);

    Event connected(Object attempt, boolean established, Throwable failure);

    Event accepted(String api, FileDescriptor listener, Object socket, SocketAddress remote);

    /** An accept whose peer the kernel is asked for; {@code peer} is its address as Netty writes it, or null. */
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

    /** Receives what woven HTTP clients and servers report of their exchanges. */
    HttpTracer http();

    Object beginReason(String reason);

    Object beginReasonInWords(String words);

    void endReason(Object outer);

    void replaceReason(String beginning, String reason);

    Object keepReason(Object connection, String insteadOf, String reason);

    void noteReason(Object connection, String reason);

    void retractReason(Object connection);

    /** This thread hands a task to another thread, which opens a connection for it, or may open one. */
    void handOver(boolean opens, Object task);

    /** This thread begins such a task. Returns the token for {@link #endTask}; null for a task that is not known. */
    Object takeOver(Object task);

    void endTask(Object outer);

    /** This thread asks another one to close the connection. */
    void closeHandedOver(Object connection);

    /** Counts an error of FirstFin that was kept from the application. */
    void suppressed(Throwable error);
}
