package shop;

import java.util.concurrent.Callable;

/** Code of an application, for a stack. */
public final class Feed {

    private Feed() {}

    public static void configure(Callable<?> act) throws Exception {
        act.call();
    }
}
