package io.firstfin.analysis.model;

import java.util.Set;

/**
 * Acts of one call site that are alike, counted together.
 *
 * @param act what it did
 * @param destination where the connections led
 * @param marks what is remarkable about them
 * @param site the place in the code
 * @param count how many; an estimate where stacks were sampled
 */
public record SiteGroup(Act act, Destination destination, Set<Mark> marks, CallSite site, long count) {}
