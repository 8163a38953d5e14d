package io.firstfin.sample.http;

import io.firstfin.sample.support.Stage;
import java.util.Arrays;
import java.util.List;

/** The HTTP clients, with the versions in which they are played. */
public enum Library {
    OKHTTP("OkHttp"),
    APACHE("ApacheHttpClient4"),
    JETTY("Jetty"),
    APACHE_CLASSIC("ApacheHttpClassic"),
    APACHE_ASYNC("ApacheHttpAsync"),
    JAVA_NET_HTTP("JavaNetHttp"),
    NETTY("Netty"),
    REACTOR_NETTY("ReactorNetty");

    private final Versions versions;

    /** @param className in this package */
    Library(String className) {
        this.versions = new Versions(this, className);
    }

    /** As the command line names them. */
    public static List<String> variants() {
        return Arrays.stream(values())
                .flatMap(library -> library.versions.variants().stream())
                .toList();
    }

    /** Loads that library, and opens a client that asks for nothing. */
    public static void prepare(String variant) throws Exception {
        of(variant).load().open(1).close();
    }

    /** Leads that library through all ways to end that it has. */
    public static void play(Stage stage) throws Exception {
        of(stage.variant()).playVariant(stage);
    }

    private static Library of(String variant) {
        return Arrays.stream(values())
                .filter(one -> one.versions.variants().contains(variant))
                .findFirst()
                .orElseThrow();
    }

    private void playVariant(Stage stage) throws Exception {
        HttpClientLibrary library = load();
        stage.begin();
        for (Act act : library.ways().acts()) {
            act.play(stage, versions.fullName(library.name(), stage.variant()));
        }
    }

    HttpClientLibrary load() throws ReflectiveOperationException {
        return (HttpClientLibrary) versions.load().getDeclaredConstructor().newInstance();
    }
}
