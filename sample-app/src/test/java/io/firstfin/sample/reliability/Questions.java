package io.firstfin.sample.reliability;

import java.io.BufferedReader;
import java.io.InputStreamReader;

/** What an application under trial is asked on its stdin, see {@link TrialJvm}. */
final class Questions {
    private Questions() {}

    /** Answers one question; the answer's text is one line. */
    @FunctionalInterface
    interface Answer {
        Object to(String question) throws Exception;
    }

    /** Answers until nobody can ask any more. */
    static void answer(Answer answer) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(String.valueOf(answer.to(line)).replaceAll("\\R", " "));
        }
    }
}
