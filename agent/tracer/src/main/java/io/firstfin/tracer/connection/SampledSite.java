package io.firstfin.tracer.connection;

/**
 * The call site of an act whose stack was taken.
 *
 * @param line {@code class.method:line}; null when nothing but FirstFin was on the stack
 * @param weight how many acts of this kind it represents, itself included
 */
public record SampledSite(String line, int weight) {}
