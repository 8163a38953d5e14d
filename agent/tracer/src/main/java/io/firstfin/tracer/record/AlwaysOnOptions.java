package io.firstfin.tracer.record;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands behind {@code -javaagent:firstfin.jar=}: the recording that the agent starts by itself.
 * Units are spelled as JFR spells them.
 *
 * @param template name of a template in our jar, or the path of a .jfc file
 * @param maxAge events older than this are dropped, chunk by chunk
 * @param maxSize in bytes: what is more than this is dropped, oldest chunk first
 * @param sizeChosen whether {@code maxSize} is the user's, and not ours
 * @param file path of the file to write the recording to when it ends, or of a folder for it; null for
 *     no file
 * @param dumpOnExit whether to write it when the JVM ends
 */
record AlwaysOnOptions(
        String template, Duration maxAge, long maxSize, boolean sizeChosen, String file, boolean dumpOnExit) {

    private static final String RECORD = "record";
    private static final List<String> KEYS = List.of("template", "maxage", "maxsize", "file", "dumponexit");
    private static final String ALL = "write record, then any of " + String.join(", ", KEYS);

    private static final String UNITS = "smhd";

    private static final long MB = 1 << 20;
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final long DEFAULT_SIZE = 256 * MB;
    private static final int DIGITS = 9;

    /** @throws IllegalArgumentException with what is wrong and what is right, in one line */
    static AlwaysOnOptions parse(String text) {
        Map<String, String> given = split(text);
        String size = given.get("maxsize");
        String file = given.get("file");
        return new AlwaysOnOptions(
                given.getOrDefault("template", "firstfin"),
                given.containsKey("maxage") ? duration(given.get("maxage")) : A_DAY,
                size == null ? DEFAULT_SIZE : size(size),
                size != null,
                file,
                // as JFR has it: who names a file wants it written
                flag(given.getOrDefault("dumponexit", Boolean.toString(file != null))));
    }

    /** The duration in the largest unit that leaves no rest. */
    String age() {
        long seconds = maxAge.toSeconds();
        for (int i = UNITS.length() - 1; i > 0; i--) {
            long unit = unit(UNITS.charAt(i)).toSeconds();
            if (seconds % unit == 0) {
                return seconds / unit + UNITS.substring(i, i + 1);
            }
        }
        return seconds + "s";
    }

    private static Map<String, String> split(String text) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            String option = part.strip();
            // an unset variable leaves an empty one
            if (!option.isEmpty()) {
                put(given, option);
            }
        }
        if (!given.containsKey(RECORD)) {
            throw new IllegalArgumentException("\"record\" is missing: write record," + text.strip());
        }
        return given;
    }

    private static void put(Map<String, String> given, String option) {
        int equals = option.indexOf('=');
        String key = equals < 0 ? option : option.substring(0, equals).strip();
        String value = equals < 0 ? null : option.substring(equals + 1).strip();
        if (key.equals(RECORD)) {
            if (value != null) {
                throw new IllegalArgumentException("record takes no value: write record alone");
            }
        } else if (!KEYS.contains(key)) {
            throw new IllegalArgumentException("there is no option \"" + key + "\": " + ALL);
        } else if (key.equals("dumponexit") && value == null) {
            value = "true";
        } else if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(key + " has no value: write " + key + "=...");
        }
        if (given.containsKey(key)) {
            throw new IllegalArgumentException(key + " is there twice: write it once");
        }
        given.put(key, value);
    }

    private static Duration duration(String text) {
        long count = count(text.substring(0, text.length() - 1));
        Duration unit = unit(last(text));
        if (unit == null || count <= 0) {
            throw new IllegalArgumentException("maxage: \"" + text
                    + "\" is no duration: write a whole number and s, m, h or d," + " such as maxage=1d");
        }
        return unit.multipliedBy(count);
    }

    /** Null for what is no unit of time. */
    private static Duration unit(char letter) {
        switch (letter) {
            case 's':
                return Duration.ofSeconds(1);
            case 'm':
                return Duration.ofMinutes(1);
            case 'h':
                return Duration.ofHours(1);
            case 'd':
                return A_DAY;
            default:
                return null;
        }
    }

    private static long size(String text) {
        int shift = " kmg".indexOf(Character.toLowerCase(last(text))) * 10;
        long count = count(shift <= 0 ? text : text.substring(0, text.length() - 1));
        if (count < 0) {
            throw new IllegalArgumentException("maxsize: \"" + text
                    + "\" is no size: write a whole number and k, m or g, such" + " as maxsize=256m");
        }
        long bytes = count << Math.max(0, shift);
        if (bytes < MB) {
            throw new IllegalArgumentException(
                    "maxsize: \"" + text + "\" is too small: write 1m or more, such as maxsize=256m");
        }
        return bytes;
    }

    private static char last(String text) {
        return text.charAt(text.length() - 1);
    }

    /** -1 for what is no number, or too large a one for any unit. */
    private static long count(String digits) {
        boolean number = digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number && !digits.isEmpty() && digits.length() <= DIGITS ? Long.parseLong(digits) : -1;
    }

    private static boolean flag(String text) {
        if (!Arrays.asList("true", "false").contains(text)) {
            throw new IllegalArgumentException(
                    "dumponexit: \"" + text + "\" is neither true nor false: write dumponexit alone");
        }
        return Boolean.parseBoolean(text);
    }
}
