package io.firstfin.analysis.render.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Texts beside these classes. */
final class Resource {

    /**
     * A script or a style that the page carries within.
     *
     * @param text as it stands between its tags
     * @param hash by which the page's policy names it: {@code sha256-...}
     */
    record Inlined(String text, String hash) {

        static Inlined of(String resource) {
            String text = "\n" + withoutMap(Resource.text(resource)).strip() + "\n";
            return new Inlined(text, "sha256-" + sha256(text));
        }

        /** Where its source map lies is of no use in the page, and a browser may look for it. */
        private static String withoutMap(String script) {
            return script.replaceAll("(?m)^//# sourceMappingURL=.*$", "");
        }

        private static String sha256(String text) {
            try {
                return Base64.getEncoder()
                        .encodeToString(
                                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }

    private Resource() {}

    static String text(String name) {
        try (InputStream in = Resource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " in this jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
