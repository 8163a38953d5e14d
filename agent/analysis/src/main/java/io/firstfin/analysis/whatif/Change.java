package io.firstfin.analysis.whatif;

import java.util.List;

/**
 * A change that is possible.
 *
 * @param kind what is changed
 * @param label the change in a few words
 * @param rules the rules with it
 * @param assumptions what its outcome rests on, in sentences
 */
record Change(Kind kind, String label, Rules rules, List<String> assumptions) {}
