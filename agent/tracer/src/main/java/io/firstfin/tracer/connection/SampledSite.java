package io.firstfin.tracer.connection;

/**
 * The call site of an act whose stack was taken.
 *
 * @param line {@code class.method:line}; null when nothing but FirstFin was on the stack
 * @param weight how many acts of this kind it represents, itself included
 * @param requestedBy the same as {@code line} where another thread asked for the act; null otherwise
 */
public record SampledSite(String line, int weight, String requestedBy) {

    /** An act that this thread itself asked for. */
    public SampledSite(String line, int weight) {
        this(line, weight, null);
    }

    /** An act that another thread asked for. */
    public static SampledSite requested(String line, int weight) {
        return new SampledSite(line, weight, line);
    }
}
