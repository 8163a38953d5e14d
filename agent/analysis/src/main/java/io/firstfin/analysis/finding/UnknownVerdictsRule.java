package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.verdict.ClosedFirst;
import java.util.List;
import java.util.stream.Stream;

/** For some closes it is not known who was first, and why not. */
final class UnknownVerdictsRule implements Rule {

    @Override
    public Stream<Finding> findings(Model model) {
        List<CloseGroup> unknown = model.connections().closes().stream()
                .filter(group -> group.verdict().closedFirst() == ClosedFirst.UNKNOWN)
                .toList();
        if (UnprovenVerdicts.count(unknown) == 0) {
            return Stream.empty();
        }
        return Stream.of(UnprovenVerdicts.finding(
                FindingId.VERDICTS_UNKNOWN, model, unknown, "the recording cannot tell who closed first."));
    }
}
