package io.firstfin.analysis.render.html;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

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
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
