package io.firstfin.sample.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import jdk.jfr.Event;
import jdk.jfr.Name;

/**
 * Opens and closes connections without end, and writes in their order the port of each that was closed and
 * each mark that it was asked for: so what lies between two marks is known. A mark is an event, too.
 */
public final class MarkedTraffic {
    private static final long PAUSE_MILLIS = 50;

    @Name("user.Mark")
    static final class Mark extends Event {
        long number;
    }

    private final PrintWriter log;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    private MarkedTraffic(String log) throws IOException {
        this.log = new PrintWriter(log);
    }

    /** The file to write to. Each line of stdin is a number to mark, and answered when that is done. */
    public static void main(String[] args) throws Exception {
        MarkedTraffic traffic = new MarkedTraffic(args[0]);
        Thread thread = new Thread(traffic::run, "traffic");
        thread.setDaemon(true);
        thread.start();
        System.out.println("started");
        BufferedReader marks = new BufferedReader(new InputStreamReader(System.in));
        for (String line = marks.readLine(); line != null; line = marks.readLine()) {
            traffic.mark(Long.parseLong(line));
            System.out.println("marked");
        }
    }

    private void run() {
        try {
            while (true) {
                round();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException e) {
            log.println("failed " + e);
            log.flush();
        }
    }

    private synchronized void round() throws IOException {
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        int port = client.getLocalPort();
        Socket accepted = server.accept();
        client.close();
        accepted.close();
        log.println("close " + port);
        log.flush();
    }

    private synchronized void mark(long number) {
        Mark mark = new Mark();
        mark.number = number;
        mark.commit();
        log.println("mark " + number);
        log.flush();
    }
}
