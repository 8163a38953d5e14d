package io.firstfin.sample.situation;

import java.lang.ref.Reference;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real Apache httpd on the first port of a place. */
final class Httpd {
    static final String PROGRAM = "apache2";

    private Httpd() {}

    /** Starts it with some settings, a line each. */
    static void start(Place place, String... settings) throws Exception {
        Path folder = place.folder();
        String modules = "/usr/lib/apache2/modules/";
        Files.writeString(
                folder.resolve("httpd.conf"),
                String.join(
                                "\n",
                                "LoadModule mpm_event_module " + modules + "mod_mpm_event.so",
                                "LoadModule authz_core_module " + modules + "mod_authz_core.so",
                                "ServerRoot " + folder,
                                "ServerName situation",
                                "Listen 127.0.0.1:" + place.port(),
                                "DefaultRuntimeDir " + folder,
                                "PidFile httpd.pid",
                                "ErrorLog " + folder.resolve("error.log"),
                                "User www-data",
                                "Group www-data",
                                "DocumentRoot /usr/share/common-licenses",
                                "StartServers 1",
                                "ServerLimit 1",
                                "ThreadsPerChild 8",
                                "MaxRequestWorkers 8",
                                "<Location />",
                                "Require all granted",
                                "</Location>")
                        + "\n" + String.join("\n", settings) + "\n");
        Peer.program(
                place,
                place.address(),
                List.of(
                        Programs.path(PROGRAM),
                        "-f",
                        folder.resolve("httpd.conf").toString(),
                        "-DFOREGROUND"));
    }

    /** One client for all requests of a situation. */
    static HttpClient client(Place place) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        // the collector would close it, and that since JDK 21 it can be closed is no matter here
        place.keep(() -> Reference.reachabilityFence(client));
        return client;
    }

    /** A small file that it serves. */
    static URI file(Place place) {
        return URI.create(place.url() + "BSD");
    }
}
