package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;

/** A real nginx: on the second port of a place in front of a server on its first port, or alone on the first. */
final class Nginx {

    private Nginx() {}

    /**
     * Starts one in front of a server.
     *
     * @param upstream what is added to this block of its configuration
     * @param location the same
     */
    static void start(Place place, String upstream, String location) throws Exception {
        run(place, place.address(1), """
                upstream java { server 127.0.0.1:%d; %s }
                server {
                  listen 127.0.0.1:%d;
                  location / { proxy_pass http://java; %s }
                }
                """.formatted(place.port(), upstream, place.port(1), location));
    }

    /** Starts one that answers by itself on the first port, with some settings. */
    static void answer(Place place, String settings) throws Exception {
        run(place, place.address(), """
                %s
                server {
                  listen 127.0.0.1:%d;
                  location / { return 200 "ok"; }
                }
                """.formatted(settings, place.port()));
    }

    private static void run(Place place, InetSocketAddress address, String http) throws Exception {
        Files.writeString(place.folder().resolve("nginx.conf"), """
                daemon off;
                worker_processes 1;
                pid nginx.pid;
                error_log error.log;
                events { worker_connections 64; }
                http {
                  access_log off;
                  client_body_temp_path temp-1;
                  proxy_temp_path temp-2;
                  fastcgi_temp_path temp-3;
                  uwsgi_temp_path temp-4;
                  scgi_temp_path temp-5;
                  %s
                }
                """.formatted(http));
        Peer.program(
                place,
                address,
                List.of(Programs.path("nginx"), "-p", place.folder() + "/", "-c", "nginx.conf", "-e", "error.log"));
    }

    /** Asks it until it is gone; before the server behind it is there, it answers that there is none. */
    static void askForever(Place place) throws IOException, InterruptedException {
        while (true) {
            HttpURLConnection connection = Http.open("http://127.0.0.1:" + place.port(1) + "/");
            if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
                connection.getInputStream().readAllBytes();
            } else {
                connection.getErrorStream().readAllBytes();
            }
            Thread.sleep(2);
        }
    }
}
