package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import java.util.List;
import java.util.stream.Stream;

/** For many closes who was first is likely, and not proven; and why not. */
final class SupposedVerdictsRule implements Rule {

    private static final double WORTH_TELLING = 0.01;

    @Override
    public Stream<Finding> findings(Model model) {
        List<CloseGroup> supposed = model.connections().closes().stream()
                .filter(group -> group.verdict().isSupposed())
                .toList();
        long count = UnprovenVerdicts.count(supposed);
        if (count == 0 || (double) count / model.closed() < WORTH_TELLING) {
            return Stream.empty();
        }
        return Stream.of(UnprovenVerdicts.finding(
                FindingId.VERDICTS_SUPPOSED,
                model,
                supposed,
                "who closed first is supposed, not proven: nothing speaks against it, and the"
                        + " kernel did not confirm it."));
    }
}
