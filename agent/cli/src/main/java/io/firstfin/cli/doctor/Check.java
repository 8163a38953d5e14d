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
        OK,
        /** Good to know; nothing to do. */
        NOTE,
        /** FirstFin works, but this can hurt the application or blur a verdict. */
        WORRY,
        /** FirstFin cannot work. */
        STOP
    }

    static Check ok(String name, String value, String meaning) {
        return new Check(Level.OK, name, value, meaning);
    }

    static Check note(String name, String value, String meaning) {
        return new Check(Level.NOTE, name, value, meaning);
    }

    static Check worry(String name, String value, String meaning) {
        return new Check(Level.WORRY, name, value, meaning);
    }

    static Check stop(String name, String value, String meaning) {
        return new Check(Level.STOP, name, value, meaning);
    }

    public boolean stops() {
        return level == Level.STOP;
    }
}
