package io.firstfin.sample.situation;

import java.io.IOException;
import java.net.Proxy;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** A proxy answers 407 and closes; the client sends credentials only when it is asked for them. */
final class ProxyAsksForCredentials implements Situation {

    @Override
    public String title() {
        return "A proxy asks for credentials at each request";
    }

    @Override
    public String seen() {
        return "Twice as many requests at the proxy as the application makes, and a connection for each.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("PROXY_ENDS_CONNECTION", getClass(), "credentials");
    }

    @Override
    public void serve(Place place) throws Exception {
        Peer.listen(place, client -> {
            String head = Http.readHead(client.getInputStream());
            while (head.contains("Proxy-Authorization: ")) {
                Http.answer(client.getOutputStream());
                head = Http.readHead(client.getInputStream());
            }
            if (!head.isEmpty()) {
                String headers = "Proxy-Authenticate: Basic realm=\"situation\"\r\nConnection: close";
                Http.write(client.getOutputStream(), "HTTP/1.1 407 Who?", "Content-Length: 0", headers, "");
            }
        });
    }

    @Override
    public void run(Place place) throws Exception {
        OkHttpClient client = new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, place.address()))
                .proxyAuthenticator((route, response) -> response.request()
                        .newBuilder()
                        .header("Proxy-Authorization", Credentials.basic("user", "password"))
                        .build())
                .build();
        place.keep(() -> client.connectionPool().evictAll());
        Pace.requests(200, () -> ask(client));
    }

    private static void ask(OkHttpClient client) throws IOException {
        Request request = new Request.Builder().url("http://situation.example/").build();
        try (Response response = client.newCall(request).execute()) {
            response.body().string();
        }
    }
}
