package io.firstfin.tracer.weave;

import java.util.Arrays;
import java.util.List;

/**
 * Code that uses sockets for others, such as an HTTP client, and the hooks that make it say why.
 *
 * @param name as events show it, before the version
 * @param home where its version is read; null where it comes with the JDK
 * @param versions how the versions begin whose inside is known; empty where the JDK's are meant
 * @param root the package that all its classes are below, where renamed copies of it are woven too;
 *     null where they are not
 * @param relocation what made it of the original; null unless it is a renamed copy
 */
public record Library(
        String name, Home home, List<String> versions, List<Target> targets, String root, Relocation relocation) {

    /**
     * The jar of a library.
     *
     * @param className a class that this jar has in every version, and no other jar has
     * @param groupId as in Maven's coordinates
     * @param artifactId likewise; the jar's file name begins with it
     */
    public record Home(String className, String groupId, String artifactId) {}

    public static Library ofTheJdk(String name, Target... targets) {
        return new Library(name, null, List.of(), List.of(targets), null, null);
    }

    /** @param versions such as {@code 4.} for all of 4 */
    public static Library of(String name, Home home, List<String> versions, Target... targets) {
        return new Library(name, home, versions, Arrays.asList(targets), null, null);
    }

    /**
     * The same, woven also where it was packed under another package.
     *
     * @param original the package that all its classes are below, and all that its advice uses
     */
    public Library relocatable(String original) {
        return new Library(name, home, versions, targets, original, null);
    }

    boolean isRelocatable() {
        return root != null && relocation == null;
    }

    /** The copy of this one below another package. */
    Library relocated(String to) {
        Relocation move = new Relocation(root, to);
        return new Library(
                name,
                new Home(move.name(home.className()), home.groupId(), home.artifactId()),
                versions,
                targets.stream().map(target -> target.relocated(move)).toList(),
                to,
                move);
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
        String full = version == null ? name : name + " " + version;
        return relocation == null ? full : full + " (" + root + ")";
    }
}
