package io.firstfin.sample.http.server;

import io.firstfin.sample.http.Versions;
import io.firstfin.sample.support.Stage;
import java.util.Arrays;
import java.util.List;

/** The HTTP servers, with the versions in which they are played. */
public enum ServerLibrary {
    JDK_HTTPSERVER("JdkHttpServer"),
    TOMCAT("Tomcat", "9.0.122", "11.0.26"),
    UNDERTOW("Undertow", "2.2.41.Final", "2.3.27.Final"),
    JETTY_SERVER("JettyServer", "12.0.39", "12.1.14"),
    NETTY_SERVER("NettyServer", "4.1.136.Final", "4.2.18.Final");

    private final Versions versions;

    /** @param className in this package */
    ServerLibrary(String className, String... versions) {
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
        ServerLibrary library = Arrays.stream(values())
                .filter(one -> one.versions.have(stage.variant()))
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
