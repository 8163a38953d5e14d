package io.firstfin.tracer.sink;

import io.firstfin.bootstrap.AcceptEvent;
import io.firstfin.bootstrap.AcceptQueueEvent;
import io.firstfin.bootstrap.AgentStatusEvent;
import io.firstfin.bootstrap.BindEvent;
import io.firstfin.bootstrap.CallSiteEvent;
import io.firstfin.bootstrap.CloseEvent;
import io.firstfin.bootstrap.CloseWaitEvent;
import io.firstfin.bootstrap.ConnectEvent;
import io.firstfin.bootstrap.FinWaitEvent;
import io.firstfin.bootstrap.HalfCloseEvent;
import io.firstfin.bootstrap.HttpExchangeEvent;
import io.firstfin.bootstrap.KernelCountersEvent;
import io.firstfin.bootstrap.KernelSettingsEvent;
import io.firstfin.bootstrap.KernelStateEvent;
import io.firstfin.bootstrap.PortBudgetEvent;
import io.firstfin.bootstrap.PortExhaustionEvent;
import io.firstfin.bootstrap.PortInUseEvent;
import io.firstfin.bootstrap.UnreleasedChannelEvent;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Event;

/** Every event of ours. */
final class EventClasses {

    private EventClasses() {}

    static List<Class<? extends Event>> all() {
        List<Class<? extends Event>> all = new ArrayList<>(acts());
        all.add(KernelStateEvent.class);
        all.add(KernelSettingsEvent.class);
        all.add(KernelCountersEvent.class);
        all.add(AgentStatusEvent.class);
        all.add(PortBudgetEvent.class);
        all.add(PortExhaustionEvent.class);
        all.add(PortInUseEvent.class);
        all.add(CloseWaitEvent.class);
        all.add(FinWaitEvent.class);
        all.add(AcceptQueueEvent.class);
        all.add(UnreleasedChannelEvent.class);
        return all;
    }

    /** Those that tell what the application did. */
    static List<Class<? extends Event>> acts() {
        return List.of(
                ConnectEvent.class,
                AcceptEvent.class,
                BindEvent.class,
                HalfCloseEvent.class,
                CloseEvent.class,
                HttpExchangeEvent.class,
                CallSiteEvent.class);
    }
}
