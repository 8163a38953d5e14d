package io.firstfin.analysis.model;

/**
 * Connects that connected to themselves: the kernel gave each the port that it was connecting to.
 *
 * @param destination their two ends, which are one
 * @param count how many
 */
public record SelfConnects(Destination destination, long count) {}
