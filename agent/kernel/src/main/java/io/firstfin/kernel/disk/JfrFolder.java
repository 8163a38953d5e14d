package io.firstfin.kernel.disk;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the JFR of a JVM writes, or would write once it is started. */
public final class JfrFolder {
    private static final Pattern OPTION = Pattern.compile("-XX:FlightRecorderOptions[:=](?:.*,)?repository=([^,]+).*");

    private JfrFolder() {}

    /**
     * The folder's path as the JVM sees it.
     *
     * @param property the JVM's system properties; null for one that is not set
     * @param options the JVM's own options
     */
    public static String of(UnaryOperator<String> property, List<String> options) {
        return Optional.ofNullable(property.apply("jdk.jfr.repository"))
                .or(() -> options.stream()
                        .map(OPTION::matcher)
                        .filter(Matcher::matches)
                        .map(option -> option.group(1))
                        .reduce((first, last) -> last))
                .or(() -> Optional.ofNullable(property.apply("java.io.tmpdir")))
                .orElse("/tmp");
    }
}
