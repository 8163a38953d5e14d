package io.firstfin.sample.http;

import io.firstfin.sample.support.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The libraries, with the versions in which they are played: {@code okhttp-4.12.0} is the name of a
 * variant, and of the folder in sample-libraries that gives it a class path. One without versions
 * comes with the JDK.
 */
public enum Library {
    OKHTTP("OkHttp", "4.12.0", "5.5.1"),
    APACHE("ApacheHttpClient4", "4.5.2", "4.5.14");

    private final String className;
    private final List<String> versions;

    /** @param className in this package; a name, since the class loads only where its library is */
    Library(String className, String... versions) {
        this.className = className;
        this.versions = List.of(versions);
    }

    /** As the command line names them. */
    public static List<String> variants() {
        return Arrays.stream(values()).flatMap(Library::ownVariants).toList();
    }

    /** Those that need a folder in sample-libraries. */
    public static List<String> variantsOnClassPath() {
        return Arrays.stream(values()).filter(library -> !library.versions.isEmpty())
                .flatMap(Library::ownVariants).toList();
    }

    /** Leads that library through all ways to end that it has. */
    public static void play(Stage stage) throws Exception {
        Library library = Arrays.stream(values())
                .filter(one -> one.ownVariants().anyMatch(stage.variant()::equals))
                .findFirst().orElseThrow();
        library.playVersion(stage, stage.variant().substring(library.word().length()));
    }

    private void playVersion(Stage stage, String version) throws Exception {
        HttpClientLibrary library = load();
        // in an application, too, the client is there when the agent comes
        library.open(1).close();
        stage.begin();
        for (Act act : library.ways().acts()) {
            act.play(stage, library.name() + version.replaceFirst("-", " "));
        }
    }

    HttpClientLibrary load() throws ReflectiveOperationException {
        return (HttpClientLibrary) Class.forName(Library.class.getPackageName() + "." + className)
                .getDeclaredConstructor().newInstance();
    }

    private Stream<String> ownVariants() {
        return versions.isEmpty() ? Stream.of(word())
                : versions.stream().map(version -> word() + "-" + version);
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
