package io.firstfin.cli.jvm;

import io.firstfin.cli.message.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The command line of a {@code java} process, taken apart.
 *
 * @param options what came before the main class, one element an option
 * @param main the main class, the module, or the path of the jar; empty when none can be seen
 */
public record JavaCommandLine(List<String> options, String main) {
    private static final Set<String> TAKES_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--limit-modules",
            "--add-exports",
            "--add-opens",
            "--add-reads",
            "--patch-module",
            "--enable-native-access",
            "--describe-module",
            "-d",
            "--source");

    public JavaCommandLine {
        options = List.copyOf(options);
    }

    public static JavaCommandLine parse(List<String> arguments) {
        List<String> options = new ArrayList<>();
        int i = 1;
        while (i < arguments.size()) {
            String argument = arguments.get(i);
            boolean hasNext = i + 1 < arguments.size();
            if (Set.of("-jar", "-m", "--module").contains(argument)) {
                return new JavaCommandLine(options, hasNext ? arguments.get(i + 1) : "");
            } else if (argument.startsWith("--module=")) {
                return new JavaCommandLine(options, argument.substring("--module=".length()));
            } else if (TAKES_VALUE.contains(argument) && hasNext) {
                options.add(argument + "=" + arguments.get(i + 1));
                i++;
            } else if (argument.startsWith("-") || argument.startsWith("@")) {
                options.add(argument);
            } else {
                return new JavaCommandLine(options, argument);
            }
            i++;
        }
        return new JavaCommandLine(options, "");
    }

    /** The main class or module, or the jar's file name without its folder, as it may be shown. */
    public String mainName() {
        return PlainText.line(main.endsWith(".jar") ? main.substring(main.lastIndexOf('/') + 1) : main);
    }

    /** What {@code -D} says last of a system property; null when it says nothing. */
    public String property(String name) {
        String start = "-D" + name + "=";
        return options.stream()
                .filter(option -> option.startsWith(start))
                .reduce((first, last) -> last)
                .map(option -> option.substring(start.length()))
                .orElse(null);
    }

    /** Whether a {@code -XX:} flag is on by the last word said about it. */
    public boolean flag(String name, boolean preset) {
        boolean on = preset;
        for (String option : options) {
            if (option.equals("-XX:+" + name)) {
                on = true;
            } else if (option.equals("-XX:-" + name)) {
                on = false;
            }
        }
        return on;
    }
}
