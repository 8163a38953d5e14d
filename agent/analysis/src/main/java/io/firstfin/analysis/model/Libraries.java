package io.firstfin.analysis.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Packages that open and close connections on behalf of others. The application is who calls them;
 * where nobody does, as on a server's own threads, they act by themselves.
 */
public final class Libraries {

    /** By what they are; each name stands for the package and all below it. */
    static final Map<String, List<String>> KINDS = kinds("""
            HTTP clients: org.apache.hc.client5 org.apache.hc.core5 org.apache.http org.apache.commons.httpclient \
            okhttp3 okio retrofit2 feign org.asynchttpclient kong.unirest com.google.api.client com.azure.core \
            software.amazon.awssdk com.amazonaws io.grpc io.helidon.webclient org.apache.maven.wagon \
            org.eclipse.aether
            servers and web frameworks: org.apache.tomcat org.apache.catalina org.apache.coyote org.eclipse.jetty \
            io.undertow org.xnio org.glassfish org.jboss.resteasy org.apache.cxf io.micronaut io.quarkus \
            io.helidon.webserver jakarta.servlet jakarta.ws.rs
            network frameworks: io.netty reactor io.vertx io.reactivex org.apache.mina
            connection pools: com.zaxxer.hikari org.apache.commons.pool org.apache.commons.pool2 \
            org.apache.commons.dbcp2 com.mchange.v2 io.agroal
            drivers of databases and queues: org.postgresql com.mysql org.mariadb.jdbc oracle.jdbc oracle.net \
            com.microsoft.sqlserver com.mongodb redis.clients.jedis io.lettuce org.redisson com.datastax \
            org.elasticsearch.client org.apache.kafka com.rabbitmq.client org.apache.activemq org.apache.zookeeper \
            io.nats org.eclipse.angus jakarta.mail
            application frameworks: org.springframework.aop org.springframework.batch org.springframework.beans \
            org.springframework.boot org.springframework.cloud org.springframework.context org.springframework.core \
            org.springframework.data org.springframework.http org.springframework.integration org.springframework.jdbc \
            org.springframework.jms org.springframework.kafka org.springframework.mail org.springframework.orm \
            org.springframework.retry org.springframework.scheduling org.springframework.security \
            org.springframework.transaction org.springframework.util org.springframework.web org.springframework.ws \
            org.hibernate org.apache.ibatis org.jooq jakarta.persistence
            TLS: org.bouncycastle org.conscrypt
            agents and proxies: io.opentelemetry io.micrometer com.newrelic com.dynatrace datadog.trace co.elastic.apm \
            com.appdynamics net.bytebuddy org.aspectj
            languages: kotlin kotlinx.coroutines scala groovy org.codehaus.groovy org.apache.groovy clojure.lang
            """);

    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    private static final int LONGEST = 4;

    private static final Map<String, String> BY_PACKAGE = KINDS.values().stream()
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(Function.identity(), Function.identity()));

    private Libraries() {}

    /** Whether a class belongs to the JDK. */
    public static boolean isJdk(String className) {
        return JDK.stream().anyMatch(className::startsWith);
    }

    /** The library that a class belongs to. */
    public static Optional<String> of(String className) {
        int end = -1;
        for (int parts = 0; parts < LONGEST; parts++) {
            end = className.indexOf('.', end + 1);
            if (end < 0) {
                return Optional.empty();
            }
            String library = BY_PACKAGE.get(className.substring(0, end));
            if (library != null) {
                return Optional.of(library);
            }
        }
        return Optional.empty();
    }

    /** @param table a line for each kind: its name, and its packages */
    private static Map<String, List<String>> kinds(String table) {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        table.lines().map(line -> line.split(": ")).forEach(kind -> kinds.put(kind[0], List.of(kind[1].split(" "))));
        return kinds;
    }
}
