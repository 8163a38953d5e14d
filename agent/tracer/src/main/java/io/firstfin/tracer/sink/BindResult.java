package io.firstfin.tracer.sink;

import io.firstfin.tracer.connection.Connection;
import java.net.InetSocketAddress;
import jdk.jfr.Event;

/**
 * A bind that ended.
 *
 * @param local the address and port it got, or asked for where it failed
 * @param anyPort whether it asked for any free port
 * @param listening whether the socket belongs to a server
 * @param failure the text of the exception; null when it succeeded
 * @param addressInUse whether it failed because the port, or every port, is in use
 * @param heldBy what the kernel shows on the port; null when it was not asked
 * @param event begun with the bind; null when none was wanted
 */
public record BindResult(
        Connection connection,
        InetSocketAddress local,
        boolean anyPort,
        boolean listening,
        String failure,
        boolean addressInUse,
        String heldBy,
        Event event) {}
