package io.firstfin.sample.support;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** TLS with a certificate that is good for nothing but these scenarios. */
public final class Tls {
    /** Trusts the server of these scenarios, and nobody else. */
    public static final X509TrustManager TRUST;
    /** For both sides. */
    public static final SSLContext CONTEXT;

    static {
        char[] password = "localhost".toCharArray();
        try (InputStream file = Tls.class.getResourceAsStream("localhost.p12")) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            TRUST = (X509TrustManager) trust.getTrustManagers()[0];
            CONTEXT = SSLContext.getInstance("TLS");
            CONTEXT.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no TLS for the scenarios", e);
        }
    }

    private Tls() {}
}
