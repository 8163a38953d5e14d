package io.firstfin.sample.http;

import io.firstfin.sample.support.HttpServer;
import io.firstfin.sample.support.LibraryLoader;
import io.firstfin.sample.support.Stage;
import java.util.ArrayList;
import java.util.List;

/** OkHttp in several class loaders of one JVM: in two versions that FirstFin knows and one it does not. */
public final class SeveralLoaders {
    private static final String OLDER = "okhttp-4.12.0";
    private static final String NEWER = "okhttp-5.5.1";
    /** What FirstFin does not know. */
    private static final String UNKNOWN = "unknown-okhttp-3.14.9";

    public static final List<String> VARIANTS = List.of(OLDER, NEWER, UNKNOWN);

    /** As applications in a container do, they stay. */
    private static final List<LibraryLoader> LOADERS = new ArrayList<>();

    private SeveralLoaders() {}

    /** The unknown version is left alone: what it does is reported as of any socket. */
    public static void play(Stage stage) throws Exception {
        stage.begin();
        play(stage, OLDER, "reason=RESPONSE_SAID_CLOSE exchanges=1 httpClient=OkHttp+4.12.0");
        play(stage, NEWER, "reason=RESPONSE_SAID_CLOSE exchanges=1 httpClient=OkHttp+5.5.1");
        play(stage, UNKNOWN, "reason=UNKNOWN exchanges=-1 httpClient=null");
        play(stage, OLDER, "reason=RESPONSE_SAID_CLOSE exchanges=1 httpClient=OkHttp+4.12.0");
    }

    private static void play(Stage stage, String variant, String reported) throws Exception {
        LibraryLoader loader = new LibraryLoader(variant);
        LOADERS.add(loader);
        try (HttpServer server = WayToEnd.RESPONSE_SAYS_CLOSE.serve(1)) {
            loader.loadClass(OneRequest.class.getName())
                    .getMethod("get", String.class)
                    .invoke(null, server.url());
            server.awaitEnds();
            stage.expect(
                    "Close",
                    "count=1 role=CLIENT local=" + server.client(0) + " remote=" + server.address()
                            + " closedFirst=LOCAL " + reported);
        }
    }
}
