package io.firstfin.sample.http;

/** A client for one request: what an application in a class loader of its own does. */
public final class OneRequest {
    private static final int PATIENCE_MILLIS = 120_000;

    private OneRequest() {}

    /** Asks with OkHttp, and closes its pool. */
    public static void get(String url) throws Exception {
        try (HttpClientLibrary.Client client = new OkHttp().open(PATIENCE_MILLIS)) {
            client.get(url);
        }
    }
}
