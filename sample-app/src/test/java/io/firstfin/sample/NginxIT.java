package io.firstfin.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Java server behind a real nginx. As nginx comes, it asks by HTTP/1.0, and the server has to close
 * first, once per request: its TIME_WAITs fill up. With three lines of configuration that is over.
 */
class NginxIT {
    private static final int REQUESTS = 40;
    private static final Jdk JDK = Jdks.all().get(0);
    /** Where packages put it; that need not be on the path of a user. */
    private static final Optional<Path> NGINX = Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();

    @TempDir
    Path folder;

    /** What a run left. */
    private record Run(List<Reported> closes, String report) {}

    @BeforeAll
    static void nginx_is_there() {
        if (NGINX.isEmpty()) {
            System.out.println("NginxIT is skipped: there is no nginx on this machine");
            Assumptions.abort("no nginx");
        }
    }

    @Test
    void by_http_1_0_the_server_closes_first_after_every_request() throws Exception {
        // the default of nginx until 1.29.6
        Run run = run("", "proxy_http_version 1.0; proxy_set_header Connection close;");

        assertThat(run.closes).hasSize(REQUESTS).allSatisfy(close -> {
            assertThat(close.value("reason")).isEqualTo("HTTP_1_0");
            assertThat(close.value("reasonEvidence")).isEqualTo("HTTP/1.0 and Connection: close in the request");
            assertThat(close.value("exchanges")).isEqualTo("1");
            endedByFin(close, "LOCAL");
            assertThat(close.value("httpServer")).startsWith("JDK HttpServer");
        });
        assertThat(run.report)
                .containsPattern(row("HTTP_1_0", "we", "1\\.0", REQUESTS))
                .contains("SERVER_CLOSES_FIRST", "proxy_http_version 1.1 and proxy_set_header");
    }

    @Test
    void with_keepalive_few_connections_carry_all_requests() throws Exception {
        Run run = run("keepalive 16;", "proxy_http_version 1.1; proxy_set_header Connection \"\";");

        assertThat(run.closes).hasSizeBetween(1, 16).allSatisfy(close -> {
            assertThat(close.value("reason")).isEqualTo("PEER_CLOSED");
            endedByFin(close, "REMOTE");
        });
        assertThat(run.closes.stream()
                        .mapToInt(close -> Integer.parseInt(close.value("exchanges")))
                        .sum())
                .isEqualTo(REQUESTS);
        assertThat(run.report)
                .containsPattern(row("PEER_CLOSED", "the peer", "[\\d.]+", run.closes.size()))
                .doesNotContain("SERVER_CLOSES_FIRST")
                .doesNotContain("HTTP_1_0");
    }

    /** The last word on it; none of these may be unknown: each end waits for the other's act. */
    private static void endedByFin(Reported close, String first) {
        assertThat(close.value("closedFirst")).as(close.toString()).isEqualTo(first);
        assertThat(close.value("ending")).as(close.toString()).isEqualTo("FIN");
        assertThat(close.value("timeWait")).as(close.toString()).isEqualTo(first);
    }

    /** One number, so that a run in which much is only supposed is seen. */
    private static void saySupposed(List<Reported> closes) {
        System.out.println(
                "behind nginx: " + closes.stream().filter(Reported::isSupposed).count() + " of " + closes.size()
                        + " last words are supposed");
    }

    private static String row(String reason, String first, String requests, int closes) {
        return reason + " +\\| JDK HttpServer of JDK \\d+ +\\| " + first + " +\\| +" + requests + " \\| +" + closes
                + " ";
    }

    private Run run(String upstream, String location) throws Exception {
        Path recording = folder.resolve("nginx.jfr");
        Namespace namespace = PortRanges.take();
        List<String> command = new ArrayList<>(namespace.entry());
        command.addAll(List.of(JDK.java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
        command.addAll(new Recording(folder).jvmArguments(recording));
        Path classes = Path.of(System.getProperty("sample.classes"));
        command.addAll(List.of(
                "-cp",
                classes.resolveSibling("test-classes").toString(),
                BehindNginx.class.getName(),
                NGINX.get().toString(),
                String.valueOf(REQUESTS),
                upstream,
                location));
        Path stdout = folder.resolve("stdout");
        Path stderr = folder.resolve("stderr");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile())
                .start();
        try {
            assertThat(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(stderr)).isZero();
        } finally {
            PortRanges.giveBack(namespace);
            process.destroy();
        }
        String server = ":" + Files.readString(stdout).strip();
        List<Reported> closes = Verdicts.read(recording).of("Close").stream()
                .filter(close -> close.local().endsWith(server))
                .toList();
        saySupposed(closes);
        return new Run(closes, FirstFin.run(JDK, "report", recording.toString()));
    }
}
