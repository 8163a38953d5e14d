package io.firstfin.analysis.golden;

import java.lang.reflect.Method;

/** Plays several scenarios of the sample application in one JVM, so that one recording holds them all. */
final class PlaysScenarios {

    private PlaysScenarios() {}

    /** @param scenarios each a number, and after a colon its variant: {@code 6 17:channel} */
    public static void main(String[] scenarios) throws Exception {
        Method play = Class.forName("io.firstfin.sample.Scenarios").getMethod("main", String[].class);
        for (String scenario : scenarios) {
            play.invoke(null, (Object) scenario.split(":"));
        }
    }
}
