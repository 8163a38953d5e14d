package io.firstfin.analysis.golden;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One event of a {@link LiteralRecording}.
 *
 * @param type its name, such as {@code firstfin.Close}
 * @param at when it happened, since the recording began
 * @param fields its fields in order, with their values
 * @param stack its frames as {@code class.method:line}, the innermost first; empty without a stack
 */
record LiteralEvent(String type, Duration at, Map<LiteralField, Object> fields, List<String> stack) {}
