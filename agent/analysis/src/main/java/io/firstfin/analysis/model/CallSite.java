package io.firstfin.analysis.model;

import java.io.Serializable;

/**
 * A place in the code.
 *
 * @param className the binary name of the class
 * @param method the method's name
 * @param line the line, or 0 when the class file does not tell
 * @param library the library that it called to act; empty where it acted itself
 */
public record CallSite(String className, String method, int line, String library) implements Serializable {

    /** Stands for stacks that were not recorded, or had no frames. */
    public static final CallSite UNKNOWN = new CallSite("", "unknown", 0, "");

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
                && !Libraries.isJdk(className)
                && Libraries.of(className).isEmpty();
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

    /** The place, and the library it went through. */
    public String label() {
        return place() + (library.isEmpty() ? "" : " through " + library);
    }

    private String file() {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        int nested = simple.indexOf('$', 1);
        String outer = nested > 0 ? simple.substring(0, nested) : simple;
        boolean kotlin = outer.endsWith("Kt") && outer.length() > 2;
        return kotlin ? outer.substring(0, outer.length() - 2) + ".kt" : outer + ".java";
    }
}
