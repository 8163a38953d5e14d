package io.firstfin.sample.chaos;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * A plain process the victim connects to. It knows the plan, and plays the acts of the servers in the
 * order in which the victim's workers come to them. It ends when its standard input does.
 */
public final class ChaosPeer {
    /** Said for each write to a connection that the victim leaves open. */
    static final String WRITTEN = "WRITTEN";

    private final PlayedEnds ends = new PlayedEnds();
    /** Whether the victim is to end with its connections open. */
    private final boolean leavesOpen;
    /** Held, since the collector would close them. */
    private final Queue<End> held = new ConcurrentLinkedQueue<>();

    private ChaosPeer(boolean leavesOpen) {
        this.leavesOpen = leavesOpen;
    }

    /** The arguments are the run, the plan's file, the way of opening it is for, and the workers. */
    public static void main(String[] args) throws Exception {
        VictimAddresses addresses = new VictimAddresses(Integer.parseInt(args[0]));
        WorkPlan plan = WorkPlan.read(Path.of(args[1]), Integer.parseInt(args[3]));
        ChaosPeer peer = new ChaosPeer(args[2].equals(ConnectionPlan.Opening.LEFT_OPEN.name()));
        for (int worker = 0; worker < plan.workers(); worker++) {
            for (Family family : List.of(Family.V4, Family.V6, Family.V4_ANY)) {
                List<ConnectionPlan> lines = plan.towardsPeer(args[2], worker, family);
                if (!lines.isEmpty()) {
                    var local = addresses.listener(worker, EndApi.PEER, family);
                    ServerSocket listener = new ServerSocket();
                    listener.bind(local, 50);
                    peer.ends.execute(() -> peer.serve(listener, lines));
                }
            }
        }
        System.out.println("READY");
        while (System.in.read() >= 0) {
            continue;
        }
        Thread.sleep(500); // what the victim's end does to its connections goes on for a moment
        System.exit(0);
    }

    /** Plays what is written at once, says so, and gives the acts that are left. */
    private static List<Act> played(End end, List<Act> acts) throws IOException {
        int next = 0;
        for (; next < acts.size() && acts.get(next).kind() == Act.Kind.WRITE; next++) {
            end.write(acts.get(next).amount());
            System.out.println(WRITTEN);
        }
        return acts.subList(next, acts.size());
    }

    private void serve(ServerSocket listener, List<ConnectionPlan> lines) {
        for (int i = 0; ; i++) {
            try {
                End end = new SocketEnd(listener.accept());
                List<Act> acts = lines.get(i % lines.size()).serverActs();
                if (leavesOpen) {
                    held.add(end);
                    acts = played(end, acts);
                    ends.playWithoutEnd(EndApi.SOCKET, end, acts, new CountDownLatch(1));
                } else {
                    Gates[] gates = Gates.pair();
                    gates[1].leave();
                    ends.play(EndApi.SOCKET, end, gates[0], acts, new CountDownLatch(1));
                }
            } catch (IOException e) {
                System.err.println("peer: " + e);
            }
        }
    }
}
