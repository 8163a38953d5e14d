package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Model;
import java.util.Comparator;
import java.util.List;

/** All findings of a recording. */
public final class Findings {

    private static final List<Rule> RULES = List.of(
            new PortsExhaustedRule(),
            new BindFailedRule(),
            new PortInUseRule(),
            new SelfConnectRule(),
            new PortBudgetRule(),
            new AcceptQueueRule(),
            new TimeWaitTableRule(),
            new ResetRule(),
            new CollectorRule(),
            new CloseWaitRule(),
            new FinWait2Rule(),
            new UnreleasedChannelRule(),
            new PeerPortsRule(),
            new ConnectionPerRequestRule(),
            new ShortConnectionsRule(),
            new RedirectRule(),
            new BindBeforeConnectRule(),
            new ConnectFailedRule(),
            new ClosedTooEarlyRule(),
            new ServerClosesFirstRule(),
            new NetlinkRefusedRule(),
            new UnprovenVerdictsRule(),
            new DisagreementRule(),
            new UntracedConnectionsRule(),
            new AgentTroubleRule());

    private Findings() {}

    /** The findings, the most urgent first. */
    public static List<Finding> of(Model model) {
        return RULES.stream()
                .flatMap(rule -> rule.findings(model))
                .sorted(Comparator.comparing(Finding::severity).thenComparing(Finding::id))
                .toList();
    }
}
