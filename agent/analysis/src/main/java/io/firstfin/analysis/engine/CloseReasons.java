package io.firstfin.analysis.engine;

import io.firstfin.analysis.event.StackTrace;
import io.firstfin.analysis.model.Why;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a connection was closed, by the methods on the stack of the close: rules such as {@code
 * org.apache.kafka.common.network.Selector.maybeCloseOldestConnection -> IDLE_TIMEOUT}. They are asked only where the
 * agent has proven no reason. Our own rules are in a file of the jar, and users may put theirs before them.
 */
public final class CloseReasons {

    private static final String FILE = "close-reasons.txt";
    private static final Pattern RULE = Pattern.compile("(\\S+)\\s+->\\s+(\\S+)");
    private static final String NAME = "[^.;\\[/()#*:,<>]+";
    private static final Pattern METHOD = Pattern.compile("((?:" + NAME + "\\.)+)(" + NAME + "|<init>|<clinit>)");
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

    /** The rules that every report uses. */
    public static final CloseReasons OURS = new CloseReasons(ours());

    private final List<Rule> rules;
    private final Map<String, Rule> byMethod = new HashMap<>();

    /** @param method {@code class.method}, the class by its binary name */
    record Rule(int rank, String method, String reason) implements Serializable {

        /** What the reason depends on, in a few words. */
        String evidence() {
            return "closed by " + method;
        }
    }

    private CloseReasons(List<Rule> rules) {
        this.rules = rules;
        rules.forEach(rule -> byMethod.putIfAbsent(rule.method, rule));
    }

    /**
     * These rules behind others, which so come first.
     *
     * @param text a rule a line; empty lines, and those that begin with #, say nothing
     * @param reasons the words that a rule may lead to, besides UNKNOWN
     * @throws IllegalArgumentException one line saying which line is wrong and what to do
     */
    public CloseReasons behind(String text, List<String> reasons) {
        List<String> words = new ArrayList<>(reasons);
        words.add(Why.UNKNOWN.reason());
        List<Rule> all = parse(text, words::contains, String.join(", ", words));
        rules.forEach(rule -> all.add(new Rule(all.size(), rule.method, rule.reason)));
        return new CloseReasons(all);
    }

    /** The first rule whose method is on a stack; empty also if that rule is that the method closes for any reason. */
    Optional<Rule> of(StackTrace stack) {
        Rule first = null;
        for (StackTrace.Frame frame : stack.frames()) {
            Rule rule = byMethod.get(frame.className() + "." + source(frame.method()));
            first = rule != null && (first == null || rule.rank < first.rank) ? rule : first;
        }
        return Optional.ofNullable(first).filter(rule -> !rule.reason.equals(Why.UNKNOWN.reason()));
    }

    /** All that the rules lead to. */
    List<String> reasons() {
        return rules.stream().map(Rule::reason).distinct().toList();
    }

    /** The method in whose source a lambda is; other methods are themselves. */
    private static String source(String method) {
        if (!method.startsWith("lambda$")) {
            return method;
        }
        Matcher lambda = LAMBDA.matcher(method);
        return lambda.matches() ? lambda.group(1) : method;
    }

    private static List<Rule> parse(String text, Predicate<String> isReason, String allReasons) {
        List<Rule> rules = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher rule = RULE.matcher(line);
            if (!rule.matches()) {
                throw new IllegalArgumentException("line " + number + " is no rule: write \"class.method -> REASON\"");
            }
            Matcher method = METHOD.matcher(rule.group(1));
            if (!method.matches()) {
                throw new IllegalArgumentException("line " + number + ": " + rule.group(1)
                        + " is no method: write \"class.method\" as in a stack trace, without parentheses and \"*\"");
            }
            if (!isReason.test(rule.group(2))) {
                throw new IllegalArgumentException(
                        "line " + number + ": no reason is called " + rule.group(2) + ": write one of " + allReasons);
            }
            rules.add(new Rule(rules.size(), method.group(1) + source(method.group(2)), rule.group(2)));
        }
        return rules;
    }

    private static List<Rule> ours() {
        try (InputStream in = CloseReasons.class.getResourceAsStream(FILE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), reason -> true, "");
        } catch (IOException e) {
            throw new IllegalStateException("firstfin.jar lacks " + FILE + ": it is damaged", e);
        }
    }
}
