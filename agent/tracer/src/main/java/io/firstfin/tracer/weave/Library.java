package io.firstfin.tracer.weave;

import java.util.Arrays;
import java.util.List;

/**
 * Code that uses sockets for others, such as an HTTP client, and the hooks that make it say why.
 *
 * @param name as events show it, before the version
 * @param home where its version is read; null where it comes with the JDK
 * @param versions how the versions begin whose inside is known; empty where the JDK's are meant
 */
public record Library(String name, Home home, List<String> versions, List<Target> targets) {

    /**
     * The jar of a library.
     *
     * @param className a class that this jar has in every version, and no other jar has
     * @param groupId as in Maven's coordinates
     * @param artifactId likewise; the jar's file name begins with it
     */
    public record Home(String className, String groupId, String artifactId) {}

    public static Library ofTheJdk(String name, Target... targets) {
        return new Library(name, null, List.of(), List.of(targets));
    }

    /** @param versions such as {@code 4.} for all of 4 */
    public static Library of(String name, Home home, List<String> versions, Target... targets) {
        return new Library(name, home, versions, Arrays.asList(targets));
    }

    boolean isOfTheJdk() {
        return home == null;
    }

    boolean knows(String version) {
        return versions.stream().anyMatch(version::startsWith);
    }

    /** @param version null when nobody could tell */
    String withVersion(String version) {
        if (isOfTheJdk()) {
            return name + " of JDK " + Runtime.version().feature();
        }
        return version == null ? name : name + " " + version;
    }
}
