package io.firstfin.bootstrap;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** {@code shutdownOutput} was called; the first one of a connection sends its FIN. */
@Name("firstfin.HalfClose")
@Label("Half Close")
@Description("shutdownOutput sent our FIN while the connection stays open for reading")
@StackTrace(true)
public final class HalfCloseEvent extends ConnectionEvent {
    @Label("Kernel State")
    @Description("The TCP state at the entry of shutdownOutput")
    public String kernelState;
}
