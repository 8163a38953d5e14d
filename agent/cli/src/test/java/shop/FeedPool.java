package shop;

/** The pool of the example in docs/reasons.md: a program's own, so that only its methods say why it closes. */
public final class FeedPool {
    private final Runnable close;

    /** @param close closes a connection of the pool */
    public FeedPool(Runnable close) {
        this.close = close;
    }

    public void removeOldest() {
        close.run();
    }

    public void shutdown() {
        close.run();
    }
}
