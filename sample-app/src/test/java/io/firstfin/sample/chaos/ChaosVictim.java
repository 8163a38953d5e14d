package io.firstfin.sample.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The traced process: plays a plan, many connections at a time. Its arguments are the number of the
 * run, the plan's file, the file for its log, how many workers, and how many milliseconds it waits at
 * the end. Each line of the log says which line of the plan a connection belongs to, its ports, and the
 * time it was open at.
 */
public final class ChaosVictim {
    private final VictimAddresses addresses;
    private final List<ConnectionPlan> plans = new ArrayList<>();
    private final BufferedWriter log;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final SelectLoop loop = new SelectLoop();
    private final ExecutorService threads = Executors.newCachedThreadPool(ChaosVictim::daemon);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2,
            ChaosVictim::daemon);

    private ChaosVictim(VictimAddresses addresses, Path plan, Path log) throws IOException {
        this.addresses = addresses;
        for (String line : Files.readAllLines(plan)) {
            plans.add(ConnectionPlan.parse(line));
        }
        this.log = Files.newBufferedWriter(log);
    }

    public static void main(String[] args) throws Exception {
        ChaosVictim victim = new ChaosVictim(new VictimAddresses(Integer.parseInt(args[0])),
                Path.of(args[1]), Path.of(args[2]));
        victim.play(Integer.parseInt(args[3]));
        System.out.println("PLAYED " + victim.plans.size() + ", not opened " + victim.failures);
        Thread.sleep(Long.parseLong(args[4]));
        System.exit(0);
    }

    private void play(int workers) throws Exception {
        CountDownLatch done = new CountDownLatch(workers);
        for (int worker = 0; worker < workers; worker++) {
            Doors doors = new Doors(addresses, loop, worker);
            threads.execute(() -> {
                work(doors);
                done.countDown();
            });
        }
        done.await();
        log.close();
    }

    private void work(Doors doors) {
        for (int line = next.getAndIncrement(); line < plans.size();
                line = next.getAndIncrement()) {
            try {
                connection(line, plans.get(line), doors);
            } catch (IOException | InterruptedException | RuntimeException e) {
                if (failures.getAndIncrement() < 5) {
                    System.err.println(plans.get(line) + ": " + e);
                }
            }
        }
    }

    private void connection(int line, ConnectionPlan plan, Doors doors)
            throws IOException, InterruptedException {
        Doors.Door door = doors.door(plan.server(), plan.family());
        InetSocketAddress to = door.address();
        End client = doors.connect(plan, to);
        if (client != null) {
            log(line, client.localPort(), client.remotePort());
        }
        Gates[] gates = Gates.pair();
        CountDownLatch both = new CountDownLatch(2);
        if (client == null) {
            both.countDown();
        } else {
            run(plan.client(), client, gates[0], plan.clientActs(), both);
        }
        End server = plan.server() == EndApi.PEER ? null : accept(door, client, plan, line);
        if (server == null) {
            gates[1].leave();
            both.countDown();
        } else {
            run(plan.server(), server, gates[1], plan.serverActs(), both);
        }
        both.await();
    }

    /** A connect that was given up earlier may still stand in the queue. */
    private End accept(Doors.Door door, End client, ConnectionPlan plan, int line)
            throws IOException {
        while (true) {
            End server;
            try {
                server = door.accept(Doors.patience(plan));
            } catch (IOException goneAlready) {
                continue;
            }
            if (server == null || client != null && server.remotePort() == client.localPort()) {
                return server;
            }
            if (client == null) {
                log(line, server.remotePort(), server.localPort());
                return server;
            }
            server.close();
            server.release();
        }
    }

    private void run(EndApi api, End end, Gates gates, List<Act> acts, CountDownLatch done) {
        Runnable task = () -> {
            try {
                new Player(end, gates, timer).play(acts);
            } finally {
                done.countDown();
            }
        };
        if (api == EndApi.VIRTUAL && startVirtual(task)) {
            return;
        }
        threads.execute(task);
    }

    private void log(int line, int clientPort, int serverPort) throws IOException {
        synchronized (log) {
            log.write(line + " " + clientPort + " " + serverPort + " " + System.nanoTime() + "\n");
        }
    }

    /** By reflection, since the tests are compiled for JDK 17. */
    private static boolean startVirtual(Runnable task) {
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
            return true;
        } catch (ReflectiveOperationException olderJdk) {
            return false;
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "chaos");
        thread.setDaemon(true);
        return thread;
    }
}
