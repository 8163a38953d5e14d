package io.firstfin.analysis.model;

import java.io.Serializable;

/**
 * A place in the code.
 *
 * @param className the binary name of the class
 * @param method the method's name
 * @param line the line, or 0 when the class file does not tell
 * @param library the name of the library that it called to act; empty where it acted itself
 * @param openedIn where the application opened the connection that this code, which is not the application's, closed;
 *     empty where that is not known, or the application closed it
 */
public record CallSite(String className, String method, int line, String library, String openedIn)
        implements Serializable {

    /** Stands for stacks that were not recorded, or had no frames. */
    public static final CallSite UNKNOWN = new CallSite("", "unknown", 0, "");

    public CallSite(String className, String method, int line, String library) {
        this(className, method, line, library, "");
    }

    /** The place that a text such as {@code class.method:line} of an event names; UNKNOWN where it names none. */
    public static CallSite parse(String text) {
        int colon = text.lastIndexOf(':');
        int dot = text.lastIndexOf('.', colon);
        boolean names = dot > 0 && text.substring(colon + 1).matches("\\d{1,9}");
        return names
                ? new CallSite(
                        text.substring(0, dot),
                        text.substring(dot + 1, colon),
                        Integer.parseInt(text.substring(colon + 1)),
                        "")
                : UNKNOWN;
    }

    /** Whether it names a place. */
    public boolean isKnown() {
        return !className.isEmpty();
    }

    /**
     * Whether it is code of the application. A frame of the JDK or of a library stands where no application was on the
     * stack, as on a thread of a client or a server: such a place acts for all of the application's code alike.
     */
    public boolean isApplication() {
        return isKnown()
                && (!library.isEmpty()
                        || !Libraries.isJdk(className)
                                && Libraries.of(className).isEmpty());
    }

    /** The same place, for a connection that the application opened elsewhere. */
    public CallSite openedIn(CallSite opener) {
        return new CallSite(className, method, line, library, opener.place());
    }

    /** The same place for all connections, whoever opened them. */
    CallSite withoutOpener() {
        return new CallSite(className, method, line, library);
    }

    /**
     * The place as Java prints it in a stack trace. A recording does not hold file names, so the
     * file is the one the class's name leads to.
     */
    public String place() {
        if (!isKnown()) {
            return "no stack recorded";
        }
        return className + "." + method + "(" + file() + (line > 0 ? ":" + line : "") + ")";
    }

    /** The place without its package, as people say it: {@code Orders.java:42}, or without a line {@code Orders.send}. */
    public String shortPlace() {
        return line > 0 ? file() + ":" + line : className.substring(className.lastIndexOf('.') + 1) + "." + method;
    }

    /** The place, the library that it went through or belongs to, and where the connection was opened. */
    public String label() {
        String whose = library.isEmpty()
                ? Libraries.of(className).map(owner -> " of " + owner.name()).orElse("")
                : " through " + library;
        return place() + whose + (openedIn.isEmpty() ? "" : ", opened in " + openedIn);
    }

    private String file() {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        int nested = simple.indexOf('$', 1);
        String outer = nested > 0 ? simple.substring(0, nested) : simple;
        boolean kotlin = outer.endsWith("Kt") && outer.length() > 2;
        return kotlin ? outer.substring(0, outer.length() - 2) + ".kt" : outer + ".java";
    }
}
