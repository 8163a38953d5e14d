package io.firstfin.tracer.ports;

import io.firstfin.tracer.connection.Closing;
import io.firstfin.tracer.connection.Connection;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who opened a connection, or closed it.
 *
 * @param site {@code class.method:line}; null when not known
 * @param program the HTTP client or server; null when none is known
 * @param reason why it was closed; null for one that is open
 */
record Owner(String site, String program, String reason) {

    private static final String UNKNOWN_REASON = "UNKNOWN";

    static Owner opener(Connection connection) {
        return new Owner(connection.openedBy(), program(connection), null);
    }

    static Owner closer(Connection connection) {
        Closing closing = connection.closing();
        String site = closing.closedBy() == null ? null : closing.closedBy().line();
        return new Owner(site, program(connection), closing.reason().reason().name());
    }

    /** The HTTP client or server that uses it; null when none is known. */
    static String program(Connection connection) {
        String client = connection.httpClient();
        return client == null ? connection.httpServer() : client;
    }

    // written out: on JDK 17 what a record is given keeps its class, and with that our loader, for good
    @Override
    public boolean equals(Object other) {
        return other instanceof Owner
                && Objects.equals(site, ((Owner) other).site)
                && Objects.equals(program, ((Owner) other).program)
                && Objects.equals(reason, ((Owner) other).reason);
    }

    @Override
    public int hashCode() {
        // not Objects.hash, which makes an array: this is asked for each row of the kernel's table
        int hash = 31 + Objects.hashCode(site);
        hash = 31 * hash + Objects.hashCode(program);
        return 31 * hash + Objects.hashCode(reason);
    }

    /** As {@code closed by site (program, reason)}, with what is known. */
    @Override
    public String toString() {
        String why = UNKNOWN_REASON.equals(reason) ? null : reason;
        String details = Stream.of(program, why).filter(Objects::nonNull).collect(Collectors.joining(", "));
        return (reason == null ? "opened" : "closed") + " by "
                + (site == null ? "a line not known" : site)
                + (details.isEmpty() ? "" : " (" + details + ")");
    }
}
