package io.firstfin.sample.http;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A library and the versions in which it is played: {@code okhttp-4.12.0} is the name of a variant, and
 * of the folder in sample-libraries that gives it a class path. One without versions comes with the
 * JDK.
 *
 * @param of what lists it; its package has the class, too
 * @param className a name, since the class loads only where its library is
 */
public record Versions(Enum<?> of, String className, List<String> versions) {

    /** As the command line names them. */
    public Stream<String> variants() {
        return versions.isEmpty() ? Stream.of(word()) : versions.stream().map(version -> word() + "-" + version);
    }

    /** Those that need a folder in sample-libraries. */
    public Stream<String> variantsOnClassPath() {
        return versions.isEmpty() ? Stream.empty() : variants();
    }

    public boolean have(String variant) {
        return variants().anyMatch(variant::equals);
    }

    /** As FirstFin names the library in this variant. */
    public String fullName(String name, String variant) {
        return versions.isEmpty()
                ? name + " of JDK " + Runtime.version().feature()
                : name + " " + variant.substring(word().length() + 1);
    }

    /** Has a constructor without parameters. */
    public Class<?> load() throws ClassNotFoundException {
        return Class.forName(of.getDeclaringClass().getPackageName() + "." + className);
    }

    private String word() {
        return of.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
