package io.firstfin.analysis.input;

import io.firstfin.analysis.engine.Engine;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jdk.jfr.consumer.EventStream;
import jdk.jfr.consumer.RecordedEvent;

/**
 * Reads the events of a running JVM from its repository, the folder that JFR writes to, while a recording
 * runs in it. Snapshots may be taken by any thread at any time.
 */
public final class RepositoryReader implements AutoCloseable {

    private final EventStream stream;
    private final EventDecoder decoder = new EventDecoder(Purpose.MODEL);
    private final Engine engine = new Engine();
    private final String repository;
    private final Optional<Duration> rolling;
    private final Instant started;
    private Optional<Instant> flushed = Optional.empty();

    private RepositoryReader(Path repository, Instant started, Optional<Duration> rolling) throws IOException {
        this.repository = repository.toString();
        this.started = started;
        this.rolling = rolling;
        stream = EventStream.openRepository(repository);
        // the engine takes events in any order, so the stream need not sort them
        stream.setOrdered(false);
        stream.setStartTime(started);
        stream.onEvent(this::accept);
        stream.onFlush(this::flush);
    }

    /**
     * Starts to read.
     *
     * @param repository the folder that the JVM's system property {@code jdk.jfr.repository} names
     * @param started from when on: the start of a recording, since events such as the kernel's settings are
     *     written when one begins
     * @param rolling how far back snapshots reach; empty for all since then
     * @throws IOException if the folder cannot be read
     */
    public static RepositoryReader start(Path repository, Instant started, Optional<Duration> rolling)
            throws IOException {
        RepositoryReader reader = new RepositoryReader(repository, started, rolling);
        reader.stream.startAsync();
        return reader;
    }

    /** The model of what JFR has written so far; empty before it wrote anything. */
    public synchronized Optional<Model> snapshot() {
        return flushed.map(written -> engine.snapshot());
    }

    /** Stops to read. The recording goes on. */
    @Override
    public void close() {
        stream.close();
    }

    private synchronized void accept(RecordedEvent event) {
        decoder.decode(event).ifPresent(typed -> engine.accept(repository, typed));
    }

    private synchronized void flush() {
        Instant now = Instant.now();
        Instant from = rolling.map(now::minus).filter(started::isBefore).orElse(started);
        engine.recorded(repository, repository, List.of(new Window(from, now)));
        engine.forgetBefore(from);
        flushed = Optional.of(now);
    }
}
