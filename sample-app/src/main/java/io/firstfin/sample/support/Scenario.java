package io.firstfin.sample.support;

import java.util.Arrays;
import java.util.List;

/** One scenario: what it shows, the variants it is played in, and its acts. */
public interface Scenario {

    /** In a few words, for the list. */
    String title();

    /** As the command line names them; the first is the default. */
    List<String> variants();

    /** What an application has done before an observer comes; of several scenarios, before the first is played. */
    default void prepare(String variant) throws Exception {}

    void act(Stage stage) throws Exception;

    static List<String> through(Api... apis) {
        return Arrays.stream(apis).map(Api::word).toList();
    }
}
