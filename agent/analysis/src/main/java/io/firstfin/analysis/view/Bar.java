package io.firstfin.analysis.view;

/**
 * A part of a bar that shows shares of a whole.
 *
 * @param kind what this part counts
 * @param x where it begins, from 0 to 1
 * @param width its share, from 0 to 1
 */
public record Bar(String kind, double x, double width) {}
