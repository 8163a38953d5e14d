package io.firstfin.launcher;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What agent and command line say to each other: {@code key=value;key=value}, percent-encoded. */
final class Message {

    private Message() {}

    static Map<String, String> parse(String text) {
        Map<String, String> message = new LinkedHashMap<>();
        for (String part : text.split(";")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                message.put(part.substring(0, equals), decode(part.substring(equals + 1)));
            }
        }
        return message;
    }

    static String write(Map<String, String> message) {
        return message.entrySet().stream()
                .map(e -> e.getKey() + "=" + encode(e.getValue()))
                .collect(Collectors.joining(";"));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
