package io.firstfin.analysis.golden;

import java.lang.reflect.Method;

/** Plays several lessons of the sample application in one JVM, so that one recording holds them all. */
final class PlaysLessons {

    private PlaysLessons() {}

    /** @param lessons each a number, and after a colon its variant: {@code 6 17:channel} */
    public static void main(String[] lessons) throws Exception {
        Method play = Class.forName("io.firstfin.sample.Scenarios").getMethod("main", String[].class);
        for (String lesson : lessons) {
            play.invoke(null, (Object) lesson.split(":"));
        }
    }
}
