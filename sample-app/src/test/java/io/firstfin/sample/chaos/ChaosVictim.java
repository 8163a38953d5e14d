package io.firstfin.sample.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The traced process: plays a plan, many connections at a time. Each line of its log says which line of
 * the plan a connection belongs to, its ports, and the time it was open at.
 */
public final class ChaosVictim {
    private static final int KILL_AFTER_MILLIS = 60;
    private static final long LEAVING_MILLIS = 1_000;
    private static final long WRITING_MILLIS = 2_000;
    private static final int NO_LINE = -1;
    private static final char CLIENT = 'C';
    private static final char SERVER = 'S';

    /** Held, since the collector would close its standard input. */
    private PeerProcess outliving;

    private final VictimAddresses addresses;
    private final Path planFile;
    private final WorkPlan plan;
    private final BufferedWriter log;
    private final AtomicInteger failures = new AtomicInteger();
    private final SelectLoop loop = new SelectLoop();
    private final PlayedEnds ends = new PlayedEnds();
    /** A listener that is collected is closed. */
    private final List<Doors> allDoors = new ArrayList<>();

    private ChaosVictim(VictimAddresses addresses, Path planFile, Path log, int workers) throws IOException {
        this.addresses = addresses;
        this.planFile = planFile;
        this.plan = WorkPlan.read(planFile, workers);
        this.log = Files.newBufferedWriter(log);
    }

    /**
     * The arguments are the number of the run, the plan's file, the file for the log, how many workers, how
     * many milliseconds the agent has to settle, and the way to end: exit, main or term.
     */
    public static void main(String[] args) throws Exception {
        ChaosVictim victim = new ChaosVictim(
                new VictimAddresses(Integer.parseInt(args[0])),
                Path.of(args[1]),
                Path.of(args[2]),
                Integer.parseInt(args[3]));
        long start = System.nanoTime();
        victim.playOrdinary();
        victim.playKilled();
        long played = System.nanoTime() - start;
        Thread.sleep(Long.parseLong(args[4]));
        victim.leaveOpen();
        victim.log.close();
        System.out.printf(
                Locale.ROOT,
                "PLAYED %d in %d ms, %d were not opened%n",
                victim.plan.lines().size(),
                TimeUnit.NANOSECONDS.toMillis(played),
                victim.failures.get());
        switch (args[5]) {
            case "exit" -> System.exit(0);
            case "term" -> {
                new ProcessBuilder(
                                "kill", String.valueOf(ProcessHandle.current().pid()))
                        .start();
                Thread.sleep(60_000);
            }
            default -> {} // nothing but daemons is left
        }
    }

    private void playOrdinary() throws Exception {
        PeerProcess peer = peer(WorkPlan.ORDINARY);
        play(WorkPlan.ORDINARY).await();
        if (peer != null) {
            peer.kill();
        }
    }

    private void playKilled() throws Exception {
        String killed = ConnectionPlan.Opening.PEER_KILLED.name();
        if (plan.usesPeer(killed)) {
            PeerProcess peer = peer(killed);
            CountDownLatch done = play(killed);
            Thread.sleep(KILL_AFTER_MILLIS);
            peer.kill();
            done.await();
        }
    }

    /** The peer outlives this process: it ends when its standard input does. */
    private void leaveOpen() throws Exception {
        String opening = ConnectionPlan.Opening.LEFT_OPEN.name();
        if (plan.usesPeer(opening)) {
            outliving = peer(opening);
            // some of them read what never comes, and are to do so when this process ends
            play(opening).await(LEAVING_MILLIS, TimeUnit.MILLISECONDS);
            // what comes after the agent's last look, nobody can foresee
            outliving.awaitWritten(
                    plan.lines().stream()
                            .filter(line -> line.opening() == ConnectionPlan.Opening.LEFT_OPEN)
                            .flatMap(line -> line.serverActs().stream())
                            .filter(act -> act.kind() == Act.Kind.WRITE)
                            .count(),
                    WRITING_MILLIS);
        }
    }

    private PeerProcess peer(String opening) throws IOException {
        return plan.usesPeer(opening) ? PeerProcess.start(addresses, planFile, opening, plan.workers()) : null;
    }

    private CountDownLatch play(String opening) {
        CountDownLatch done = new CountDownLatch(plan.workers());
        for (int worker = 0; worker < plan.workers(); worker++) {
            Doors doors = new Doors(addresses, loop, worker);
            allDoors.add(doors);
            List<Integer> lines = plan.linesOf(opening, worker);
            ends.execute(() -> {
                lines.forEach(line -> play(line, doors));
                closeLeftovers(doors);
                done.countDown();
            });
        }
        return done;
    }

    private void play(int line, Doors doors) {
        try {
            connection(line, plan.lines().get(line), doors);
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (failures.getAndIncrement() < 5) {
                System.out.println(plan.lines().get(line) + ": " + e);
            }
        }
    }

    private void connection(int line, ConnectionPlan plan, Doors doors) throws IOException, InterruptedException {
        Doors.Door door = doors.door(plan.server(), plan.family());
        InetSocketAddress to = doors.address(plan.server(), plan.family());
        End client = doors.connect(plan, to);
        if (client != null) {
            log(line, CLIENT, client.localPort(), client.remotePort());
        }
        Gates[] gates = Gates.pair();
        CountDownLatch both = new CountDownLatch(2);
        if (client == null) {
            gates[0].leave();
            both.countDown();
        } else if (plan.opening() == ConnectionPlan.Opening.LEFT_OPEN) {
            ends.playWithoutEnd(plan.client(), client, plan.clientActs(), both);
        } else {
            ends.play(plan.client(), client, gates[0], plan.clientActs(), both);
        }
        End server = accept(door, client, plan, line);
        if (server == null) {
            gates[1].leave();
            both.countDown();
        } else {
            ends.play(plan.server(), server, gates[1], plan.serverActs(), both);
        }
        both.await();
    }

    /** A connect that was given up earlier may still stand in the queue. */
    private End accept(Doors.Door door, End client, ConnectionPlan plan, int line) throws IOException {
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
            log(line, SERVER, server.remotePort(), server.localPort());
            if (client == null) {
                return server;
            }
            server.close();
            server.release();
        }
    }

    private void closeLeftovers(Doors doors) {
        try {
            for (End end : doors.leftovers()) {
                log(NO_LINE, SERVER, end.remotePort(), end.localPort());
                end.close();
                end.release();
            }
        } catch (IOException e) {
            System.out.println("left in a queue: " + e);
        }
    }

    private void log(int line, char role, int clientPort, int serverPort) throws IOException {
        synchronized (log) {
            log.write(line + " " + role + " " + clientPort + " " + serverPort + " " + System.nanoTime() + "\n");
        }
    }
}
