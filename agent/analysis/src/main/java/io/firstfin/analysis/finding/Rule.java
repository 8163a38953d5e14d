package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.Model;
import java.util.stream.Stream;

/** Looks for one kind of finding. */
interface Rule {

    /** What it finds; nothing when the recording holds no number for it. */
    Stream<Finding> findings(Model model);
}
