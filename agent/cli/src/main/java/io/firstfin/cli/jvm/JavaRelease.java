package io.firstfin.cli.jvm;

import io.firstfin.cli.message.PlainText;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The {@code release} file of a Java runtime: which version it is and which modules it holds.
 *
 * @param version such as {@code 17.0.15}
 * @param modules empty when the file does not list them
 */
public record JavaRelease(String version, Set<String> modules) {
    public JavaRelease {
        modules = Set.copyOf(modules);
    }

    public static Optional<JavaRelease> parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
        String version = unquoted(properties.getProperty("JAVA_VERSION", ""));
        String modules = unquoted(properties.getProperty("MODULES", ""));
        return version.isEmpty()
                ? Optional.empty()
                : Optional.of(new JavaRelease(
                        PlainText.line(version), modules.isEmpty() ? Set.of() : Set.of(modules.split("\\s+"))));
    }

    /** The number people call it by: 8 for {@code 1.8.0_392}, 17 for {@code 17.0.15}. */
    public static int feature(String version) {
        String[] numbers = version.split("[^0-9]+");
        int index = numbers.length > 1 && numbers[0].equals("1") ? 1 : 0;
        String number = numbers.length == 0 ? "" : numbers[index];
        return number.isEmpty() ? 0 : Integer.parseInt(number);
    }

    public int feature() {
        return feature(version);
    }

    /** Whether the module is there, or may be there because the file does not say. */
    public boolean mayHold(String module) {
        return modules.isEmpty() || modules.contains(module);
    }

    private static String unquoted(String text) {
        return text.strip().replaceAll("^\"|\"$", "");
    }
}
