package io.firstfin.tracer.lifecycle;

import io.firstfin.bootstrap.HttpTracer;
import io.firstfin.bootstrap.Tracer;
import io.firstfin.kernel.tcpinfo.TcpInfoReader;
import io.firstfin.tracer.base.BoundedTable;
import io.firstfin.tracer.base.TableUse;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.Connection.Phase;
import io.firstfin.tracer.connection.ConnectionFactory;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.connection.SocketProbe;
import io.firstfin.tracer.http.CloseReasonTracker;
import io.firstfin.tracer.http.HttpExchanges;
import io.firstfin.tracer.http.LibraryConnections;
import io.firstfin.tracer.jdk.JdkDescriptors;
import io.firstfin.tracer.jdk.JdkSockets;
import io.firstfin.tracer.sink.PortHolderText;
import io.firstfin.tracer.sink.Sinks;
import io.firstfin.tracer.site.CallSite;
import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.jfr.Event;

/** What the bridge leads to: hands each call of woven code to the part that knows its act. */
public final class SocketTracer implements Tracer {

    private final ConnectionTable table;
    private final ConnectionFactory factory;
    private final Sinks sinks;
    private final LocalAddressCache locals = new LocalAddressCache();
    private final LibraryConnections libraries;
    private final ConnectTracer connects;
    private final AcceptTracer accepts;
    private final CloseTracer closes;
    private final BindTracer binds;
    private final HttpExchanges exchanges;
    private final CloseReasonTracker reasons;
    private final CallSiteSampler callSites;
    private final HandOvers handOvers;
    private final ExitReport exit;
    private final CollectorThreads collector;
    private final Consumer<Throwable> errors;

    /**
     * @param reader reads {@code tcp_info} whole; gives null where no native call can be made
     * @param holders what the kernel shows on a local port, in words
     * @param settler takes each closed connection for a last look at the kernel
     * @param errors takes note of errors of ours
     */
    public SocketTracer(
            ConnectionTable table,
            Adoption adoption,
            Supplier<TcpInfoReader> reader,
            Sinks sinks,
            PortHolderText holders,
            Consumer<Connection> settler,
            Consumer<Throwable> errors) {
        this.table = table;
        this.factory = adoption.factory();
        this.sinks = sinks;
        SocketProbe probe = new SocketProbe(reader, sinks::isDetailed);
        this.callSites = new CallSiteSampler(sinks);
        TracerParts parts = new TracerParts(table, factory, locals, probe, sinks, callSites);
        this.binds = new BindTracer(parts, holders);
        this.connects = new ConnectTracer(parts);
        this.accepts = new AcceptTracer(parts);
        this.libraries = new LibraryConnections(table, probe, sinks, JdkDescriptors::of);
        this.handOvers = new HandOvers(callSites, libraries);
        this.reasons = new CloseReasonTracker(libraries, probe, sinks);
        this.exchanges = new HttpExchanges(libraries, probe, sinks);
        this.collector = new CollectorThreads(sinks);
        AbandonedConnects abandoned = new AbandonedConnects(probe, reader);
        this.closes = new CloseTracer(parts, settler, reasons, abandoned, collector);
        this.exit = new ExitReport(table, sinks, connects, new ExitCloseTracer(probe, abandoned, settler));
        this.errors = errors;
    }

    /** @param act what is to be done at the end of the JVM, once every close is reported */
    public void lastAtExit(Runnable act) {
        exit.last(act);
    }

    /** How many connections were open when the JVM ended and not reported, for there were too many. */
    public long leftOutAtExit() {
        return exit.leftOut();
    }

    /** The tables that are filled by woven code, but for that of connections. */
    public List<TableUse> tables() {
        return List.of(
                new TableUse(BoundedTable.LIBRARY_OBJECTS, libraries.size()),
                new TableUse(BoundedTable.HANDED_OVER_TASKS, handOvers.size()),
                new TableUse(BoundedTable.CLASS_NAMES, CallSite.rememberedClasses()));
    }

    /** How many objects of libraries lead to no connection, because too many live. */
    public long leftOutLibraryObjects() {
        return libraries.leftOut();
    }

    @Override
    public FileDescriptor newDescriptor(int number) {
        return JdkSockets.descriptor(number);
    }

    @Override
    public FileDescriptor tcpDescriptor(int number) {
        return libraries.descriptor(number);
    }

    @Override
    public void created(FileDescriptor fd, boolean stream) {
        if (stream) {
            Connection connection = factory.created(fd);
            callSites.created(connection);
            table.put(connection);
        }
    }

    @Override
    public void notOpened(FileDescriptor listener, Throwable failure) {
        if (sinks.isWanted() && FailureRule.isOutOfDescriptors(failure)) {
            sinks.outOfDescriptors(listener != null, accepts.port(listener), failure.getMessage());
        }
    }

    @Override
    public void optionSet(FileDescriptor fd, SocketOption<?> option) {
        Connection connection = table.get(fd, JdkSockets.number(fd));
        if (connection != null
                && (option == StandardSocketOptions.SO_LINGER || option == StandardSocketOptions.SO_REUSEADDR)) {
            connection.optionsChanged();
            if (option == StandardSocketOptions.SO_LINGER && sinks.isWanted()) {
                lingerSet(connection, fd);
            }
        }
    }

    /** SO_LINGER 0 is set rarely, so a stack may be walked for it; natively, other options come here, too. */
    private void lingerSet(Connection connection, FileDescriptor fd) {
        try {
            boolean zero = JdkSockets.soLinger(fd) == 0;
            String known = zero ? connection.lingerSetBy() : null;
            connection.lingerSetBy(zero && known == null ? CallSite.caller() : known);
        } catch (Throwable gone) {
            // another thread released the descriptor: its close knows the options that were in force
        }
    }

    @Override
    public void localAddressRead(FileDescriptor fd, InetSocketAddress local) {
        if (sinks.isWanted()) {
            locals.put(fd, JdkSockets.number(fd), local);
        }
    }

    @Override
    public Object socksConnecting(SocketImpl socket, SocketAddress target) {
        return connects.socksConnecting(JdkSockets.descriptor(socket), target);
    }

    @Override
    public void socksConnected(Object asked, Throwable failure) {
        connects.socksConnected((Connection) asked, failure);
    }

    @Override
    public Object connecting(String api, FileDescriptor fd, SocketAddress remote) {
        Connection connection = connects.connecting(api, fd, remote);
        if (connection != null) {
            handOvers.acts(connection);
        }
        return connection;
    }

    @Override
    public Object finishing(FileDescriptor fd) {
        return connects.finishing(fd);
    }

    @Override
    public void failing(Throwable failure) {
        connects.failing(failure);
    }

    @Override
    public Event connected(Object attempt, boolean established, Throwable failure) {
        return connects.connected((Connection) attempt, established, failure);
    }

    @Override
    public Event accepted(String api, FileDescriptor listener, Object socket, SocketAddress remote) {
        return accepts.accepted(api, listener, socket, remote);
    }

    @Override
    public Event accepted(String api, FileDescriptor listener, FileDescriptor fd, byte[] peer) {
        return accepts.accepted(api, listener, fd, peer);
    }

    @Override
    public Object binding(FileDescriptor fd, boolean listening) {
        return binds.binding(fd, listening);
    }

    @Override
    public Event bound(Object bind, Object address, int port, Throwable failure) {
        return binds.bound(bind, address, port, failure);
    }

    @Override
    public Object halfClosing(FileDescriptor fd) {
        return closes.halfClosing(fd);
    }

    @Override
    public Event halfClosed(Object halfClose, Throwable failure) {
        return closes.halfClosed((Connection) halfClose, failure);
    }

    @Override
    public void inputShutDown(FileDescriptor fd) {
        Connection connection = table.get(fd, JdkSockets.number(fd));
        if (connection != null) {
            connection.inputShutDown();
        }
    }

    @Override
    public Object closing(String api, FileDescriptor fd, boolean resetSeen) {
        return closes.closing(api, fd, resetSeen);
    }

    @Override
    public Event connectClosed(Object close) {
        Connection connection = (Connection) close;
        if (connection.isReleasedHere()) {
            return null;
        }
        if (connection.phase() == Phase.FAILED) {
            return connects.cancelled(connection);
        }
        return connection.isAbandoned() ? connects.abandoned(connection) : null;
    }

    @Override
    public Event closed(Object close) {
        Connection connection = (Connection) close;
        return connection.isReleasedHere() ? null : closes.closed(connection);
    }

    @Override
    public void closeEnded(Object close) {
        Connection connection = (Connection) close;
        if (connection.isReleasedHere()) {
            closes.released(connection);
        } else {
            closes.ended(connection);
        }
    }

    @Override
    public Object releasing(FileDescriptor fd) {
        return closes.releasing(fd);
    }

    @Override
    public Event exiting() {
        return exit.next();
    }

    @Override
    public void awaitingReference() {
        collector.awaitingReference();
    }

    @Override
    public void referenceTaken() {
        collector.referenceTaken();
    }

    @Override
    public Event callSite(Object token) {
        Connection connection = (Connection) token;
        return connection.isReleasedHere() ? null : callSites.report(connection);
    }

    @Override
    public HttpTracer http() {
        return exchanges;
    }

    @Override
    public Object beginReason(String reason) {
        return reasons.beginReason(reason);
    }

    @Override
    public Object beginReasonInWords(String words) {
        return reasons.beginReasonInWords(words);
    }

    @Override
    public void endReason(Object outer) {
        reasons.endReason(outer);
    }

    @Override
    public void replaceReason(String beginning, String reason) {
        reasons.replaceReason(beginning, reason);
    }

    @Override
    public Object keepReason(Object connection, String insteadOf, String reason) {
        return reasons.keepReason(connection, insteadOf, reason);
    }

    @Override
    public void noteReason(Object connection, String reason) {
        reasons.noteReason(connection, reason);
    }

    @Override
    public void retractReason(Object connection) {
        reasons.retractReason(connection);
    }

    @Override
    public void handOver(boolean opens, Object task) {
        handOvers.handOver(opens, task);
    }

    @Override
    public Object takeOver(Object task) {
        return handOvers.takeOver(task);
    }

    @Override
    public void endTask(Object outer) {
        handOvers.endTask(outer);
    }

    @Override
    public void closeHandedOver(Object connection) {
        handOvers.closeHandedOver(connection);
    }

    @Override
    public void suppressed(Throwable error) {
        errors.accept(error);
    }
}
