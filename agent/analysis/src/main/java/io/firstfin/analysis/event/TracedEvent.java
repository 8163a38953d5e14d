package io.firstfin.analysis.event;

import java.time.Instant;

/** One event of a recording. */
public sealed interface TracedEvent
        permits AcceptEvent,
                AcceptQueueEvent,
                AgentStatusEvent,
                BindEvent,
                CallSiteEvent,
                CloseEvent,
                CloseWaitEvent,
                ConnectEvent,
                DescriptorExhaustionEvent,
                FinWaitEvent,
                HalfCloseEvent,
                JvmEvent,
                KernelCountersEvent,
                KernelSettingsEvent,
                KernelStateEvent,
                PortBudgetEvent,
                PortExhaustionEvent,
                PortInUseEvent,
                UnreleasedChannelEvent {

    /** When it ended. */
    Instant time();
}
