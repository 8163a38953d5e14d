package io.firstfin.sample.reliability;

import java.util.List;

/** Names that the JVM allows and that try to break what they are printed in. */
final class HostileNames {
    private static final String ESC = "\u001b";
    private static final int VERY_LONG = 40_000;

    /** Of classes, in the form of class files: those may hold anything but {@code . ; [ /}. */
    static final List<String> CLASSES = List.of(
            "shop/" + ESC + "cReset",
            "shop/" + ESC + "]0title\u0007",
            "shop/<script>alert(1)<script>",
            "shop/<img src=x onerror=alert(1)>",
            "shop/'\"><svg onload=alert(1)>",
            "shop/{{headline}}{{{script}}}",
            "shop/\"quoted\", comma",
            "shop/line\nbreak\r\nfine: forged\t!",
            "=cmd()|' C'!A0",
            "@SUM(1+1)",
            "-2+3",
            "\u0007=1+1",
            "shop/<hostile-tag onclick=alert(1)>",
            "shop/right\u202eto\u2066left",
            "shop/c1\u009b31m\u0085\u2028",
            "shop/K\u00e4se\u4e2d",
            "shop/&lt&amp&#x41",
            "shop/" + "x".repeat(VERY_LONG));

    /** Of the method that closes, the same in each class: {@code <} and {@code >} are not allowed here. */
    static final String METHOD = "close" + ESC + "c\n=1+1,\"";

    static final List<String> THREADS = List.of(
            ESC + "[31mred" + ESC + "[0m",
            "=cmd()|' C'!A0",
            "a\nb\r\nc",
            "<script>alert(1)</script>",
            "\u202eevil",
            "a,\"b\"",
            "\u009b2J",
            "x".repeat(VERY_LONG));

    /** Of the thread that does not accept what waits for it. */
    static final String ACCEPTOR = ESC + "[31macceptor\n<b>,\"=1";

    /** Of servers, as URLs let them through to the client. */
    static final List<String> HOSTS =
            List.of("<script>alert(1)<script>", "=cmd()", "a,b", "\u202eevil", ESC + "[31mred", "a\"b", "{{x}}");

    /** Of a main class, which stands in a file of that name: what any locale can write. */
    static final String MAIN = ESC + "cEvil\nfine: forged\u007f";

    /** Of a recording that the user starts. */
    static final String RECORDING = ESC + "[2Jmine\nfine: forged";

    private HostileNames() {}

    static String binary(String className) {
        return className.replace('/', '.');
    }
}
