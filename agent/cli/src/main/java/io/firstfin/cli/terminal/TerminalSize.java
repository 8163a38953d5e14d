package io.firstfin.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many characters a terminal shows at once. */
public record TerminalSize(int columns, int rows) {
    /** Where it is not known. */
    static final TerminalSize USUAL = new TerminalSize(80, 24);

    private static final Pattern STTY = Pattern.compile("\\s*(\\d{1,5}) (\\d{1,5})\\s*");
    private static final int PATIENCE_SECONDS = 2;

    /**
     * Asks the terminal by the program stty. Java itself cannot ask, and native code would be loaded for two numbers.
     */
    static TerminalSize of(String device) {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File(device))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return USUAL;
            }
            return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .orElse(USUAL);
        } catch (IOException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }

    /** Reads "24 80": rows before columns. Empty where a terminal does not know its size: "0 0". */
    static Optional<TerminalSize> parse(String answer) {
        Matcher numbers = STTY.matcher(answer);
        if (!numbers.matches()) {
            return Optional.empty();
        }
        TerminalSize size = new TerminalSize(Integer.parseInt(numbers.group(2)), Integer.parseInt(numbers.group(1)));
        return size.columns > 0 && size.rows > 0 ? Optional.of(size) : Optional.empty();
    }
}
