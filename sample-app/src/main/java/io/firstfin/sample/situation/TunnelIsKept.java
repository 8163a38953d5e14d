package io.firstfin.sample.situation;

import io.firstfin.sample.support.Tls;
import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** One client asks a proxy for a tunnel, and keeps it in its pool. */
final class TunnelIsKept implements Situation {

    @Override
    public String title() {
        return "A tunnel through a proxy that is kept and reused";
    }

    @Override
    public String seen() {
        return "One connection to the proxy, many requests.";
    }

    @Override
    public Expected expected() {
        return Expected.nothingToChange();
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, client -> {
            if (!Http.readRequest(client.getInputStream())) {
                return;
            }
            Http.write(client.getOutputStream(), "HTTP/1.1 200 Connection established", "Via: situation", "", "");
            // what is behind the proxy is here, too
            try (Socket behind = Tls.CONTEXT.getSocketFactory().createSocket(client, null, false)) {
                ((SSLSocket) behind).setUseClientMode(false);
                while (Http.readRequest(behind.getInputStream())) {
                    Http.answer(behind.getOutputStream());
                }
            }
        });
    }

    @Override
    public void run(Place place) throws Exception {
        // is the proxy there?
        new Socket(Place.localhost(), place.port()).close();
        OkHttpClient client = new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, place.address()))
                .sslSocketFactory(Tls.CONTEXT.getSocketFactory(), Tls.TRUST)
                .hostnameVerifier((host, session) -> true)
                .build();
        place.keep(() -> client.connectionPool().evictAll());
        for (int i = 0; i < 50; i++) {
            ask(client);
        }
    }

    private static void ask(OkHttpClient client) throws IOException {
        Request request =
                new Request.Builder().url("https://situation.example/").build();
        try (Response response = client.newCall(request).execute()) {
            response.body().string();
        }
    }
}
