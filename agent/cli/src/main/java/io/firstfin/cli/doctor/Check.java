package io.firstfin.cli.doctor;

/**
 * The result of one check.
 *
 * @param value what was found
 * @param meaning what follows from that, for someone who never heard of it
 */
public record Check(Level level, String name, String value, String meaning) {
    /** How much it matters. */
    public enum Level {
        OK("ok"),
        /** Good to know; nothing to do. */
        NOTE("note"),
        /** FirstFin works, but this can hurt the application or blur a verdict. */
        WORRY("worry"),
        /** FirstFin cannot work. */
        STOP("stop");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    public boolean stops() {
        return level == Level.STOP;
    }
}
