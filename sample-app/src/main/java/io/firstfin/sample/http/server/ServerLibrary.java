package io.firstfin.sample.http.server;

import io.firstfin.sample.http.Versions;
import io.firstfin.sample.support.Stage;
import java.util.Arrays;
import java.util.List;

/** The HTTP servers, with the versions in which they are played. */
public enum ServerLibrary {
    JDK_HTTPSERVER("JdkHttpServer"),
    TOMCAT("Tomcat"),
    UNDERTOW("Undertow"),
    JETTY_SERVER("JettyServer"),
    NETTY_SERVER("NettyServer");

    private final Versions versions;

    /** @param className in this package */
    ServerLibrary(String className) {
        this.versions = new Versions(this, className);
    }

    /** As the command line names them. */
    public static List<String> variants() {
        return Arrays.stream(values())
                .flatMap(library -> library.versions.variants().stream())
                .toList();
    }

    /** Leads that library through all ways to end that it has. */
    public static void play(Stage stage) throws Exception {
        ServerLibrary library = Arrays.stream(values())
                .filter(one -> one.versions.variants().contains(stage.variant()))
                .findFirst()
                .orElseThrow();
        library.playVariant(stage);
    }

    private void playVariant(Stage stage) throws Exception {
        HttpServerLibrary library = load();
        stage.begin();
        for (ServerAct act : library.ways().acts()) {
            act.play(stage, library, versions.fullName(library.name(), stage.variant()));
        }
    }

    HttpServerLibrary load() throws ReflectiveOperationException {
        return (HttpServerLibrary) versions.load().getDeclaredConstructor().newInstance();
    }
}
