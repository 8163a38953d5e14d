package io.firstfin.tracer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstfin.tracer.connection.AskedFor;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.connection.ConnectionFactory;
import io.firstfin.tracer.connection.ConnectionTable;
import io.firstfin.tracer.connection.SampledSite;
import io.firstfin.tracer.connection.SocketProbe;
import io.firstfin.tracer.http.LibraryConnections;
import io.firstfin.tracer.jdk.JdkDescriptors;
import io.firstfin.tracer.sink.ARecording;
import io.firstfin.tracer.sink.Sink.Level;
import java.io.FileDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.Desk;
import shop.Janitor;

/** One thread asks for a connection, and another one opens it. The tests' own application is in the package shop. */
class HandOversTest {

    private final ARecording recording = new ARecording();
    private final CallSiteSampler callSites = new CallSiteSampler(recording.sinks());
    private final HandOvers handOvers = new HandOvers(
            callSites,
            new LibraryConnections(
                    new ConnectionTable(),
                    new SocketProbe(() -> null, recording.sinks()::isDetailed),
                    recording.sinks(),
                    JdkDescriptors::of));
    private final Connection connection = new ConnectionFactory().created(new FileDescriptor());
    private ExecutorService pool = Executors.newSingleThreadExecutor();

    @BeforeEach
    void records() {
        recording.turn(Level.ON);
    }

    @AfterEach
    void endsTheOtherThread() {
        pool.shutdownNow();
    }

    @Test
    void the_line_that_made_the_socket_opened_what_another_thread_connects() throws Exception {
        Desk.ask(() -> callSites.created(connection));
        onAnotherThread(() -> {
            callSites.connected(connection);
            assertThat(AskedFor.byAnotherThread(connection.openAskedFor())).startsWith("shop.Desk.ask:");
            return null;
        });
        assertThat(connection.openedBy()).startsWith("shop.Desk.ask:");
        assertThat(connection.takeUnreportedSite().requestedBy()).startsWith("shop.Desk.ask:");
    }

    @Test
    void the_thread_that_made_the_socket_and_connects_it_asked_for_nothing() {
        Desk.ask(() -> callSites.created(connection));
        callSites.connected(connection);
        assertThat(AskedFor.byAnotherThread(connection.openAskedFor())).isNull();
        assertThat(connection.takeUnreportedSite().requestedBy()).isNull();
    }

    @Test
    void the_application_that_runs_on_the_connecting_thread_says_more_than_who_made_the_socket() throws Exception {
        Desk.ask(() -> callSites.created(connection));
        onAnotherThread(() -> {
            new Janitor(() -> callSites.connected(connection)).run();
            return null;
        });
        assertThat(connection.openedBy()).startsWith("shop.Janitor.run:");
        assertThat(connection.takeUnreportedSite().requestedBy()).isNull();
    }

    @Test
    void a_task_carries_the_line_that_made_it_to_the_thread_that_connects() throws Exception {
        Object task = new Object();
        Desk.ask(() -> handOvers.handOver(false, task));
        onAnotherThread(() -> {
            Object outer = handOvers.takeOver(task);
            handOvers.acts(connection);
            handOvers.endTask(outer);
            callSites.connected(connection);
            return null;
        });
        assertThat(connection.openedBy()).startsWith("shop.Desk.ask:");
    }

    @Test
    void a_task_of_a_task_carries_the_first_line() throws Exception {
        Object first = new Object();
        Object second = new Object();
        Desk.ask(() -> handOvers.handOver(false, first));
        onAnotherThread(() -> {
            Object outer = handOvers.takeOver(first);
            handOvers.handOver(false, second);
            handOvers.endTask(outer);
            return null;
        });
        pool.shutdown();
        pool = Executors.newSingleThreadExecutor();
        onAnotherThread(() -> {
            Object outer = handOvers.takeOver(second);
            handOvers.acts(connection);
            handOvers.endTask(outer);
            callSites.connected(connection);
            return null;
        });
        assertThat(connection.openedBy()).startsWith("shop.Desk.ask:");
    }

    @Test
    void nothing_is_carried_on_after_the_task() throws Exception {
        Object task = new Object();
        Desk.ask(() -> handOvers.handOver(false, task));
        onAnotherThread(() -> {
            handOvers.endTask(handOvers.takeOver(task));
            handOvers.acts(connection);
            assertThat(connection.openAskedFor()).isNull();
            assertThat(handOvers.takeOver(task)).isNull();
            return null;
        });
    }

    @Test
    void of_many_connects_those_that_were_picked_when_they_were_asked_for_have_a_site() throws Exception {
        List<Object> tasks = Stream.generate(Object::new).limit(5_000).toList();
        Desk.ask(() -> tasks.forEach(task -> handOvers.handOver(true, task)));
        List<SampledSite> sites = new ArrayList<>();
        onAnotherThread(() -> {
            for (Object task : tasks) {
                Connection one = new ConnectionFactory().created(new FileDescriptor());
                Object outer = handOvers.takeOver(task);
                handOvers.acts(one);
                handOvers.endTask(outer);
                callSites.connected(one);
                sites.add(one.takeUnreportedSite());
            }
            return null;
        });
        assertThat(sites).contains((SampledSite) null);
        assertThat(sites.stream().filter(Objects::nonNull))
                .isNotEmpty()
                .allSatisfy(site -> assertThat(site.requestedBy()).startsWith("shop.Desk.ask:"));
    }

    @Test
    void the_thread_that_made_a_task_needs_nobody_to_carry_its_line() {
        Object task = new Object();
        Desk.ask(() -> handOvers.handOver(false, task));
        assertThat(handOvers.takeOver(task)).isNull();
    }

    @Test
    void nothing_is_remembered_while_nothing_records() {
        recording.turn(Level.OFF);
        Object task = new Object();
        Desk.ask(() -> handOvers.handOver(false, task));
        Desk.ask(() -> callSites.created(connection));
        assertThat(handOvers.takeOver(task)).isNull();
        assertThat(connection.openAskedFor()).isNull();
    }

    private void onAnotherThread(Callable<Void> act) throws Exception {
        pool.submit(act).get();
    }
}
