package io.firstfin.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One EXPECT line of a scenario: which events it is about, and what they must hold. In a value, {@code +}
 * stands for a blank.
 */
record Expectation(String event, Map<String, String> facts) {
    /**
     * These choose the events, say how long to wait, or what the scenario did; all other keys are held
     * against them.
     */
    private static final List<String> SELECTORS = List.of("local", "remote", "role", "count", "settles", "way");

    static List<Expectation> of(List<String> stdout) {
        return stdout.stream()
                .filter(line -> line.startsWith("EXPECT "))
                .map(Expectation::parse)
                .toList();
    }

    private static Expectation parse(String line) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String word : line.substring("EXPECT ".length()).split(" ")) {
            int equals = word.indexOf('=');
            facts.put(word.substring(0, equals), word.substring(equals + 1).replace('+', ' '));
        }
        String event = facts.remove("event");
        return new Expectation(event, facts);
    }

    String local() {
        return facts.get("local");
    }

    String remote() {
        return facts.get("remote");
    }

    /** How the scenario ended the connection; null where there is but one way. */
    String way() {
        return facts.get("way");
    }

    int count() {
        return Integer.parseInt(facts.getOrDefault("count", "1"));
    }

    /** The kernel's last word on this can come while the scenario lasts. */
    boolean settles() {
        return !"no".equals(facts.get("settles"));
    }

    boolean isAbout(Reported reported) {
        return matches(local(), reported.local())
                && matches(remote(), reported.remote())
                && (!event.equals("Close") || matches(facts.get("role"), reported.value("role")))
                && (!isFailedConnect() || !reported.value("failureKind").equals("null"));
    }

    /** A connect that fails may never have had a local port to know it by. */
    private boolean isFailedConnect() {
        return event.equals("Connect") && local() == null;
    }

    /** What must hold of each event this is about. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>(facts);
        values.keySet().removeAll(SELECTORS);
        return values;
    }

    private static boolean matches(String wanted, String actual) {
        return wanted == null || wanted.equals(actual);
    }
}
