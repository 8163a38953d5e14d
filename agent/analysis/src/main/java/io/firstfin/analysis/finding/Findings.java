package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Model;
import java.util.List;

/** All findings of a recording. */
public final class Findings {

    private static final List<Rule> RULES = List.of(
            new PortsExhaustedRule(),
            new BindRule(),
            new DescriptorRule(),
            new OwnPortRule(),
            new PortBudgetRule(),
            new AcceptQueueRule(),
            new TimeWaitTableRule(),
            new StaleConnectionRule(),
            new LingerResetRule(),
            new UnreadDataResetRule(),
            new PeerResetRule(),
            new ClosedTooEarlyRule(),
            new ForgottenDescriptorsRule(),
            new CloseWaitRule(),
            new UnreadResponsesRule(),
            new UndeliveredRule(),
            new FinWait2Rule(),
            new PeerPortsRule(),
            new PeerLimitsRule(),
            new ChallengeRule(),
            new ProxyRefusesRule(),
            new ConnectionPerRequestRule(),
            new RedirectRule(),
            new ConnectFailedRule(),
            new ServerClosesFirstRule(),
            new DoubtfulVerdictsRule(),
            new AgentAccountRule());

    private Findings() {}

    /** The findings, the most urgent first; what follows from one of them is listed below it. */
    public static List<Finding> of(Model model) {
        return Ranking.of(
                model, RULES.stream().flatMap(rule -> rule.findings(model)).toList());
    }
}
