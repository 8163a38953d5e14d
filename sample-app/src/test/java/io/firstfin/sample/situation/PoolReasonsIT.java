package io.firstfin.sample.situation;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.sample.Jdk;
import io.firstfin.sample.Jdks;
import io.firstfin.sample.LibraryClassPath;
import io.firstfin.sample.Namespace;
import io.firstfin.sample.ShippedCommandLine;
import io.firstfin.sample.SmallJvm;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules for pools and a driver fit the stacks of real closes, and lead to what was done. */
@Execution(ExecutionMode.CONCURRENT)
public class PoolReasonsIT {

    /** Besides the driver, as libraries.txt names them. */
    public static final List<String> POOLS =
            List.of("commons-dbcp2-2.12.0", "tomcat-jdbc-11.0.27", "c3p0-0.10.1", "druid-1.2.23");

    private static final String POOL2 = "org.apache.commons.pool2.impl.GenericObjectPool.";
    private static final String TOMCAT = "org.apache.tomcat.jdbc.pool.ConnectionPool.";
    private static final String C3P0 = "com.mchange.v2.resourcepool.BasicResourcePool";
    private static final String DRUID = "com.alibaba.druid.pool.DruidDataSource.";

    @TempDir
    Path folder;

    static Stream<Jdk> jdks() {
        return Jdks.all().stream();
    }

    @BeforeAll
    static void there_is_a_database() {
        // which refuses to run as root, and only root can give it its own user
        Namespace.skipWithout(PoolReasonsIT.class);
        Assumptions.assumeTrue(Programs.find("postgres").isPresent(), "no postgres");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jdks")
    void pools_and_a_driver_are_known_by_the_methods_that_close(Jdk jdk) throws Exception {
        assertThat(reasons(jdk))
                .containsExactly(
                        Map.entry(
                                "PostgreSQL JDBC, closed", by("APPLICATION", "org.postgresql.jdbc.PgConnection.close")),
                        Map.entry("DBCP 2, idle", by("POOL_EVICTED", POOL2 + "evict")),
                        Map.entry("DBCP 2, too old", by("POOL_EVICTED", POOL2 + "evict")),
                        Map.entry("DBCP 2, not given back", by("HELD_TOO_LONG", POOL2 + "removeAbandoned")),
                        Map.entry("DBCP 2, closed", by("POOL_CLOSED", POOL2 + "close")),
                        Map.entry("Tomcat JDBC, idle", by("IDLE_TIMEOUT", TOMCAT + "checkIdle")),
                        Map.entry("Tomcat JDBC, not given back", by("HELD_TOO_LONG", TOMCAT + "abandon")),
                        Map.entry("Tomcat JDBC, closed", by("POOL_CLOSED", TOMCAT + "close")),
                        Map.entry("c3p0, idle", by("POOL_EVICTED", C3P0 + "$1DestroyResourceTask.run")),
                        Map.entry("c3p0, closed", by("POOL_EVICTED", C3P0 + "$1DestroyResourceTask.run")),
                        Map.entry("Druid, idle", by("POOL_EVICTED", DRUID + "shrink")),
                        Map.entry("Druid, closed", by("POOL_CLOSED", DRUID + "close")));
    }

    private static String by(String reason, String method) {
        return reason + ", closed by " + method;
    }

    /** Plays all, and says for each way which reason its connection was closed for. */
    private Map<String, String> reasons(Jdk jdk) throws Exception {
        Path own = Files.createDirectory(folder.resolve("jdk" + jdk.feature()));
        try (Place place = new Place(freePort(), own)) {
            Postgres.start(place);
            String url = "jdbc:postgresql://127.0.0.1:" + place.port() + "/postgres?user=postgres";
            List<String> options = List.of("-D" + PoolEnds.CLASS_PATH + "=" + classPath());
            try (SmallJvm jvm = SmallJvm.startIn(List.of(), options, jdk, own, PoolEnds.class, url)) {
                jvm.awaitEnd();
                Map<String, String> byPort = reasonsByPort(jvm.recording());
                Map<String, String> byWay = new LinkedHashMap<>();
                for (String line : Files.readAllLines(own.resolve("stdout"))) {
                    if (line.startsWith("ENDED ")) {
                        String[] words = line.split(" ", 3);
                        byWay.put(words[2], byPort.get(words[1]));
                    }
                }
                return byWay;
            }
        }
    }

    private static Map<String, String> reasonsByPort(Path recording) throws Exception {
        String csv = new ShippedCommandLine()
                .run("report", recording.toString(), "--closes", "--csv")
                .out();
        Map<String, String> reasons = new HashMap<>();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        for (CSVRecord close : format.parse(new StringReader(csv))) {
            reasons.put(close.get("localPort"), close.get("reason") + ", " + close.get("reasonEvidence"));
        }
        return reasons;
    }

    private static String classPath() throws IOException {
        StringBuilder classPath = new StringBuilder(LibraryClassPath.of("postgresql-42.7.14"));
        for (String pool : POOLS) {
            classPath.append(File.pathSeparator).append(LibraryClassPath.of(pool));
        }
        return classPath.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
