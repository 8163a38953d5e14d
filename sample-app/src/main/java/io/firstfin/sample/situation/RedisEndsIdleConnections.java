package io.firstfin.sample.situation;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.JedisPoolConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Redis ends connections that are idle for longer than the pool keeps them. */
final class RedisEndsIdleConnections implements Situation {

    @Override
    public String title() {
        return "Redis closes idle connections before Jedis does";
    }

    @Override
    public String seen() {
        return "\"Unexpected end of stream\" from the first command after a pause.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("STALE_CONNECTION", getClass(), "idle");
    }

    @Override
    public String program() {
        return Redis.PROGRAM;
    }

    @Override
    public void serve(Place place) throws Exception {
        Redis.start(place, "--timeout 1");
    }

    @Override
    public void run(Place place) throws Exception {
        try (JedisPool pool = new JedisPool(new JedisPoolConfig(), "127.0.0.1", place.port())) {
            for (int i = 0; i < 3; i++) {
                command(pool);
                Thread.sleep(2_200);
            }
        }
    }

    private static void command(JedisPool pool) {
        try (Jedis jedis = pool.getResource()) {
            jedis.set("key", "value");
        } catch (JedisConnectionException stale) {
            System.err.println("failed: " + stale);
        }
    }
}
