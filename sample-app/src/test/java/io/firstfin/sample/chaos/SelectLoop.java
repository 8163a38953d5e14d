package io.firstfin.sample.chaos;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A thread that selects for as long as the process lives, as a server's does. */
final class SelectLoop {
    private final Selector selector;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    SelectLoop() throws IOException {
        selector = Selector.open();
        Thread thread = new Thread(this::run, "select loop");
        thread.setDaemon(true);
        thread.start();
    }

    /** Lets the loop wake the attachment's waiters whenever there is something to read. */
    void register(SocketChannel channel, Object attachment) {
        execute(() -> {
            try {
                channel.register(selector, 0, attachment);
            } catch (IOException | RuntimeException closedAlready) {
                // nothing to wait for
            }
        });
    }

    void awaitReadable(SocketChannel channel) {
        execute(() -> {
            SelectionKey key = channel.keyFor(selector);
            try {
                if (key != null && key.isValid()) {
                    key.interestOps(SelectionKey.OP_READ);
                }
            } catch (CancelledKeyException closed) {
                // nothing to wait for
            }
        });
    }

    void wakeup() {
        selector.wakeup();
    }

    private void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    private void run() {
        while (true) {
            try {
                selector.select(key -> {
                    key.interestOps(0);
                    Object waiter = key.attachment();
                    synchronized (waiter) {
                        waiter.notifyAll();
                    }
                });
            } catch (CancelledKeyException closedMeanwhile) {
                // the next round releases it
            } catch (ClosedSelectorException | IOException end) {
                return;
            }
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
        }
    }
}
