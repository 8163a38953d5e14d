package io.firstfin.tracer.settle;

import io.firstfin.tracer.connection.CloseObserver;
import io.firstfin.tracer.connection.Connection;
import io.firstfin.tracer.verdict.TimeWait;
import java.util.function.Consumer;

/** An observer whose errors end neither the round of the settler nor the account of a close. */
final class GuardedObserver implements CloseObserver {

    private final CloseObserver observer;
    private final Consumer<Throwable> errors;

    GuardedObserver(CloseObserver observer, Consumer<Throwable> errors) {
        this.observer = observer;
        this.errors = errors;
    }

    @Override
    public void closed(Connection connection) {
        try {
            observer.closed(connection);
        } catch (Throwable e) {
            errors.accept(e);
        }
    }

    @Override
    public void settled(Connection connection, TimeWait timeWait, long cookie) {
        try {
            observer.settled(connection, timeWait, cookie);
        } catch (Throwable e) {
            errors.accept(e);
        }
    }

    @Override
    public void toldUpTo(long nanos) {
        try {
            observer.toldUpTo(nanos);
        } catch (Throwable e) {
            errors.accept(e);
        }
    }

    @Override
    public void lost() {
        try {
            observer.lost();
        } catch (Throwable e) {
            errors.accept(e);
        }
    }
}
