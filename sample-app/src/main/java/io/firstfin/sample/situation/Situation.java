package io.firstfin.sample.situation;

/** One way for a program to have trouble with its connections; a few have none, so that nothing must be reported. */
public interface Situation {

    /** What the application does, as the title of a section. */
    String title();

    /** What an engineer sees of it without FirstFin. */
    String seen();

    /** What the first finding of a report must be. */
    Expected expected();

    /** The program that it needs, by name; empty where Java is all. */
    default String program() {
        return "";
    }

    /** The network namespace that it needs. */
    default Surroundings surroundings() {
        return Surroundings.ORDINARY;
    }

    /** Whether a library closes connections of it at some later time, so that others are played before it. */
    default boolean leavesBehind() {
        return false;
    }

    /** What the other process does before the application begins: it starts a server, or a client that waits for one. */
    void serve(Place place) throws Exception;

    /** What the application does, which is recorded. What it leaves open stays open until the place is closed. */
    void run(Place place) throws Exception;
}
