package io.firstfin.sample.situation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All situations, and a process that plays them. It reads commands from stdin, one a line: {@code serve NAME} and
 * {@code run NAME} begin a situation in the role of the other process or of the application, and {@code end NAME} closes
 * what it left open. After each command it prints {@code DONE}, or {@code FAILED} and why.
 */
public final class Situations {
    /** In the order of the document. */
    public static final List<Situation> ALL = List.of(
            new PortsRunOut(),
            new BindsRunOut(),
            new OpenConnectionsHoldPorts(),
            new FixedLocalPort(),
            new BindBeforeConnect(),
            new ConnectedToItself(),
            new OldServerStillListens(),
            new ServerPortTakenByClient(),
            new RestartWithoutReuseAddress(),
            new AcceptingThreadWorks(),
            new DescriptorsRunOut(),
            new LeakInCloseWait(),
            new ServerLeaksInCloseWait(),
            new ClosesLate(),
            new ForgottenSockets(),
            new ClosedWhileRegistered(),
            new HalfClosedAndKept(),
            new PeerNeverCloses(),
            new NewOkHttpClientForEachRequest(),
            new NewJavaHttpClientForEachRequest(),
            new RequestsSayClose(),
            new DisconnectAfterEachRequest(),
            new RedirectsEndConnections(),
            new ProxyAsksForCredentials(),
            new SocksProxyRefuses(),
            new TunnelIsKept(),
            new NewJedisForEachCommand(),
            new ConnectionForEachCommand(),
            new PoolBehindIdleServer(),
            new DatabaseEndsIdleSessions(),
            new RedisEndsIdleConnections(),
            new ResponsesNeverClosed(),
            new PoolKeepsConnections(),
            new LingerZeroAtClose(),
            new UnreadResponses(),
            new ClientGivesUp(),
            new ServerResets(),
            new ServerIsDown(),
            new ConnectTimesOut(),
            new RefusedThenOtherAddress(),
            new ServerClosesAfterEachAnswer(),
            new ClientsBehindNat(),
            new NginxAsksByHttp10(),
            new NginxKeepsConnections(),
            new HttpdKeepsNoConnections(),
            new HttpdLimitsRequests(),
            new HttpdClosesIdleConnections(),
            new NginxLimitsRequests(),
            new TimeWaitTableIsFull());

    /** Below the local ports of every namespace that a situation is played in. */
    private static final int FIRST_PORT = 7_000;

    private final Map<String, Place> places = new HashMap<>();

    private Situations() {}

    /** Prints the list; with {@code play}, plays what it reads from stdin. */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            ALL.forEach(situation -> System.out.println(name(situation) + ": " + situation.title()));
            return;
        }
        Situations played = new Situations();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        System.out.println("DONE");
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            System.out.println(played.answer(command.split(" ")));
        }
        for (Place place : played.places.values()) {
            place.close();
        }
        System.exit(0);
    }

    public static String name(Situation situation) {
        return situation.getClass().getSimpleName();
    }

    private String answer(String[] command) {
        try {
            play(command[0], command[1]);
            return "DONE";
        } catch (Exception e) {
            e.printStackTrace();
            return "FAILED " + e;
        }
    }

    private void play(String command, String name) throws Exception {
        Situation situation = ALL.stream()
                .filter(one -> name(one).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no situation " + name));
        switch (command) {
            case "serve" -> {
                Place place = open(situation);
                Peer.holdConnection(place);
                situation.serve(place);
            }
            case "run" -> situation.run(open(situation));
            case "end" -> {
                if (places.containsKey(name)) {
                    places.remove(name).close();
                }
            }
            default -> throw new IllegalArgumentException(command);
        }
    }

    private Place open(Situation situation) throws IOException {
        Path folder = Files.createDirectories(Path.of(name(situation)).toAbsolutePath());
        Place place = new Place(FIRST_PORT + Place.PORTS * ALL.indexOf(situation), folder);
        places.put(name(situation), place);
        return place;
    }
}
