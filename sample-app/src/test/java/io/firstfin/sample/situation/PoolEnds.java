package io.firstfin.sample.situation;

import java.io.File;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * Connection pools that end connections to a PostgreSQL, each in its ways. It prints a line for each: the local port of
 * the connection that ends, and the way. Pools are made by the names of their classes and properties, so that none is
 * needed to compile this.
 */
final class PoolEnds {

    /** The system property with the class path of the pools and the driver. */
    static final String CLASS_PATH = "sample.pools";

    private static final int PAUSE_MILLIS = 20;
    private static final int PATIENCE = 1_000;

    private static final String DBCP = "org.apache.commons.dbcp2.BasicDataSource";
    private static final String TOMCAT = "org.apache.tomcat.jdbc.pool.DataSource";
    private static final String C3P0 = "com.mchange.v2.c3p0.ComboPooledDataSource";
    private static final String DRUID = "com.alibaba.druid.pool.DruidDataSource";
    private static final Map<String, Object> TOMCAT_IS_EMPTY = Map.of("initialSize", 0, "minIdle", 0);
    private static final Map<String, Object> C3P0_IS_EMPTY =
            Map.of("initialPoolSize", 0, "minPoolSize", 0, "acquireIncrement", 1);

    /** What becomes of a connection that was borrowed. */
    private enum Act {
        GIVE_BACK,
        KEEP,
        GIVE_BACK_AND_CLOSE_POOL
    }

    /** @param properties of the pool, in the order in which they are set: a map each */
    private record Way(String name, String dataSource, Act act, List<Map<String, Object>> properties) {

        @SafeVarargs
        Way(String name, String dataSource, Act act, Map<String, Object>... properties) {
            this(name, dataSource, act, List.of(properties));
        }
    }

    private static final List<Way> WAYS = List.of(
            new Way(
                    "DBCP 2, idle",
                    DBCP,
                    Act.GIVE_BACK,
                    Map.of("minEvictableIdleTimeMillis", 100L, "timeBetweenEvictionRunsMillis", 100L)),
            new Way(
                    "DBCP 2, too old",
                    DBCP,
                    Act.GIVE_BACK,
                    Map.of(
                            "maxConnLifetimeMillis",
                            100L,
                            "testWhileIdle",
                            true,
                            "timeBetweenEvictionRunsMillis",
                            200L)),
            new Way(
                    "DBCP 2, not given back",
                    DBCP,
                    Act.KEEP,
                    Map.of(
                            "removeAbandonedOnMaintenance",
                            true,
                            "removeAbandonedTimeout",
                            1,
                            "timeBetweenEvictionRunsMillis",
                            100L)),
            new Way("DBCP 2, closed", DBCP, Act.GIVE_BACK_AND_CLOSE_POOL),
            new Way(
                    "Tomcat JDBC, idle",
                    TOMCAT,
                    Act.GIVE_BACK,
                    TOMCAT_IS_EMPTY,
                    Map.of("minEvictableIdleTimeMillis", 100, "timeBetweenEvictionRunsMillis", 1_000)),
            new Way(
                    "Tomcat JDBC, not given back",
                    TOMCAT,
                    Act.KEEP,
                    TOMCAT_IS_EMPTY,
                    Map.of(
                            "removeAbandoned", true,
                            "removeAbandonedTimeout", 1,
                            "timeBetweenEvictionRunsMillis", 1_000)),
            new Way("Tomcat JDBC, closed", TOMCAT, Act.GIVE_BACK_AND_CLOSE_POOL, TOMCAT_IS_EMPTY),
            new Way("c3p0, idle", C3P0, Act.GIVE_BACK, C3P0_IS_EMPTY, Map.of("maxIdleTime", 1)),
            new Way("c3p0, closed", C3P0, Act.GIVE_BACK_AND_CLOSE_POOL, C3P0_IS_EMPTY),
            new Way(
                    "Druid, idle",
                    DRUID,
                    Act.GIVE_BACK,
                    Map.of("timeBetweenEvictionRunsMillis", 100L),
                    Map.of("minEvictableIdleTimeMillis", 1_000L),
                    Map.of("maxEvictableIdleTimeMillis", 1_200L)),
            new Way("Druid, closed", DRUID, Act.GIVE_BACK_AND_CLOSE_POOL));

    private final ClassLoader libraries;
    private final String url;
    private final Connection control;

    private PoolEnds(ClassLoader libraries, String url) throws Exception {
        this.libraries = libraries;
        this.url = url;
        this.control = connect();
    }

    /** @param args the URL of the database */
    public static void main(String[] args) throws Exception {
        ClassLoader libraries = new URLClassLoader(urls(System.getProperty(CLASS_PATH)));
        // by which pools find the driver
        Thread.currentThread().setContextClassLoader(libraries);
        PoolEnds ends = new PoolEnds(libraries, args[0]);
        ends.playTheDriver();
        for (Way way : WAYS) {
            ends.play(way);
        }
        System.exit(0);
    }

    private static URL[] urls(String classPath) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String jar : classPath.split(File.pathSeparator)) {
            urls.add(Path.of(jar).toUri().toURL());
        }
        return urls.toArray(new URL[0]);
    }

    private Connection connect() throws Exception {
        Driver driver = (Driver) create("org.postgresql.Driver");
        return driver.connect(url, new Properties());
    }

    private Object create(String className) throws Exception {
        return Class.forName(className, true, libraries)
                .getDeclaredConstructor()
                .newInstance();
    }

    private void playTheDriver() throws Exception {
        Connection connection = connect();
        int port = port(connection);
        connection.close();
        String way = "PostgreSQL JDBC, closed";
        awaitEnd(port, way);
        print(port, way);
    }

    private void play(Way way) throws Exception {
        DataSource pool = (DataSource) create(way.dataSource());
        set(pool, way.dataSource().equals(C3P0) ? "jdbcUrl" : "url", url);
        set(pool, way.dataSource().equals(C3P0) ? "driverClass" : "driverClassName", "org.postgresql.Driver");
        for (Map<String, Object> some : way.properties()) {
            for (Map.Entry<String, Object> property : some.entrySet()) {
                set(pool, property.getKey(), property.getValue());
            }
        }
        Connection connection = pool.getConnection();
        int port = port(connection);
        if (way.act() != Act.KEEP) {
            connection.close();
        }
        if (way.act() != Act.GIVE_BACK_AND_CLOSE_POOL) {
            awaitEnd(port, way.name());
        }
        pool.getClass().getMethod("close").invoke(pool);
        awaitEnd(port, way.name());
        print(port, way.name());
    }

    private static void set(Object bean, String property, Object value) throws Exception {
        String setter = "set" + Character.toUpperCase(property.charAt(0)) + property.substring(1);
        Method method = Arrays.stream(bean.getClass().getMethods())
                .filter(one -> one.getName().equals(setter) && takes(one, value))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(setter));
        method.invoke(bean, value);
    }

    private static boolean takes(Method setter, Object value) {
        return setter.getParameterCount() == 1
                && MethodType.methodType(setter.getParameterTypes()[0])
                        .wrap()
                        .returnType()
                        .isInstance(value);
    }

    private static int port(Connection connection) throws SQLException {
        return number(connection, "SELECT inet_client_port()");
    }

    /** Until the database sees the connection no more. */
    private void awaitEnd(int port, String way) throws Exception {
        String count = "SELECT count(*) FROM pg_stat_activity WHERE client_port = " + port;
        for (int i = 0; number(control, count) > 0; i++) {
            if (i >= PATIENCE) {
                throw new IllegalStateException("the connection of port " + port + " does not end: " + way);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }

    private static void print(int port, String way) {
        System.out.println("ENDED " + port + " " + way);
    }
}
