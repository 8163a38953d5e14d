package io.firstfin.tracer.ports;

import io.firstfin.kernel.SocketTable;
import io.firstfin.tracer.base.DutyCycle;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes samples of the kernel's table when JFR asks: not before the table may be opened, and no more often than can be
 * afforded. For one thread at a time, that of JFR.
 */
final class TableSampler {

    private final Supplier<SocketTable> kernel;
    private final Consumer<Throwable> errors;
    private final DutyCycle dutyCycle = new DutyCycle();

    /** Reads the table. */
    interface Sample {
        void of(SocketTable table) throws IOException;
    }

    /** @param kernel gives null as long as the table may not be opened */
    TableSampler(Supplier<SocketTable> kernel, Consumer<Throwable> errors) {
        this.kernel = kernel;
        this.errors = errors;
    }

    void sample(Sample sample) {
        sample(sample, () -> {});
    }

    /** @param unknown is run where the kernel cannot be asked, or reading it fails */
    void sample(Sample sample, Runnable unknown) {
        dutyCycle.runIfDue(() -> {
            try {
                SocketTable table = kernel.get();
                if (table == null || table.source() == SocketTable.Source.NONE) {
                    unknown.run();
                } else {
                    sample.of(table);
                }
            } catch (IOException | RuntimeException e) {
                unknown.run();
                errors.accept(e);
            }
        });
    }
}
