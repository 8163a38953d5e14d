package io.firstfin.sample.situation;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** PostgreSQL ends sessions that are idle for longer than the pool keeps them. */
final class DatabaseEndsIdleSessions implements Situation {

    @Override
    public String title() {
        return "PostgreSQL ends idle sessions before HikariCP does";
    }

    @Override
    public String seen() {
        return "HikariCP logs \"Failed to validate connection ... (This connection has been closed.)\", and the first query after a pause is slow.";
    }

    @Override
    public Expected expected() {
        return Expected.finding("STALE_CONNECTION", getClass(), "idle");
    }

    @Override
    public String program() {
        return "postgres";
    }

    @Override
    public void serve(Place place) throws Exception {
        Postgres.start(place, "idle_session_timeout=1s");
    }

    @Override
    public void run(Place place) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + place.port() + "/postgres");
        config.setUsername("postgres");
        config.setMaximumPoolSize(3);
        config.setInitializationFailTimeout(-1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            for (int i = 0; i < 3; i++) {
                query(pool);
                Thread.sleep(1_800);
            }
        }
    }

    private static void query(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }
}
