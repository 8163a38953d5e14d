package io.firstfin.sample.situation;

import java.util.List;

/** The libraries of situations, as libraries.txt names them. All are on the class path of every situation. */
public final class Libraries {
    public static final List<String> VARIANTS =
            List.of("okhttp-5.5.1", "apache-classic-5.6.5", "hikaricp-7.1.0", "postgresql-42.7.14", "jedis-8.0.2");

    private Libraries() {}
}
