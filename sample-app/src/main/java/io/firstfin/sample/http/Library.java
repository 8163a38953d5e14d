package io.firstfin.sample.http;

import io.firstfin.sample.support.Stage;
import java.util.Arrays;
import java.util.List;

/** The HTTP clients, with the versions in which they are played. */
public enum Library {
    OKHTTP("OkHttp", "4.12.0", "5.5.1"),
    APACHE("ApacheHttpClient4", "4.5.2", "4.5.14"),
    JETTY("Jetty", "12.0.39", "12.1.14"),
    APACHE_CLASSIC("ApacheHttpClassic", "5.1.3", "5.6.5"),
    APACHE_ASYNC("ApacheHttpAsync", "5.1.3", "5.6.5"),
    JAVA_NET_HTTP("JavaNetHttp"),
    NETTY("Netty", "4.1.136.Final", "4.2.18.Final"),
    REACTOR_NETTY("ReactorNetty", "1.0.48", "1.3.7");

    private final Versions versions;

    /** @param className in this package */
    Library(String className, String... versions) {
        this.versions = new Versions(this, className, List.of(versions));
    }

    /** As the command line names them. */
    public static List<String> variants() {
        return Arrays.stream(values())
                .flatMap(library -> library.versions.variants())
                .toList();
    }

    /** Those that need a folder in sample-libraries. */
    public static List<String> variantsOnClassPath() {
        return Arrays.stream(values())
                .flatMap(library -> library.versions.variantsOnClassPath())
                .toList();
    }

    /** Leads that library through all ways to end that it has. */
    public static void play(Stage stage) throws Exception {
        Library library = Arrays.stream(values())
                .filter(one -> one.versions.have(stage.variant()))
                .findFirst()
                .orElseThrow();
        library.playVariant(stage);
    }

    private void playVariant(Stage stage) throws Exception {
        HttpClientLibrary library = load();
        // in an application, too, the client is there when the agent comes
        library.open(1).close();
        stage.begin();
        for (Act act : library.ways().acts()) {
            act.play(stage, versions.fullName(library.name(), stage.variant()));
        }
    }

    HttpClientLibrary load() throws ReflectiveOperationException {
        return (HttpClientLibrary) versions.load().getDeclaredConstructor().newInstance();
    }
}
