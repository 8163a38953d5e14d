package io.firstfin.victim;

import java.io.IOException;

/** An agent that uses a socket before the application has begun. */
public final class EarlyAgent {

    private EarlyAgent() {}

    public static void premain(String options) throws IOException {
        Hello.sayHello();
    }
}
