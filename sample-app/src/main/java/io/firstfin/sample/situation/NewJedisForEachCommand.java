package io.firstfin.sample.situation;

import redis.clients.jedis.Jedis;

/** A Jedis is made for each command. Jedis sets SO_LINGER 0 on its sockets. */
final class NewJedisForEachCommand implements Situation {

    @Override
    public String title() {
        return "A new Jedis for each command";
    }

    @Override
    public String seen() {
        return "Redis counts as many connections as commands; there is no TIME_WAIT, since each ends by a reset.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("RESET_BY_LINGER", getClass(), "Jedis");
    }

    @Override
    public String program() {
        return Redis.PROGRAM;
    }

    @Override
    public void serve(Place place) throws Exception {
        Redis.start(place, "--timeout 0");
    }

    @Override
    public void run(Place place) throws Exception {
        for (int i = 0; i < 60; i++) {
            command(place);
        }
    }

    private static void command(Place place) {
        try (Jedis jedis = new Jedis("127.0.0.1", place.port())) {
            jedis.set("key", "value");
        }
    }
}
