package io.firstfin.sample;

import io.firstfin.sample.support.LibraryLoader;
import io.firstfin.sample.support.Scenario;
import io.firstfin.sample.support.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists the scenarios, and plays one by its number, {@code Scenarios 2 channel}, or several one after the other,
 * {@code Scenarios 2:channel,5:socket}.
 */
public final class Scenarios {
    /** In the order of their numbers. */
    static final List<Scenario> ALL = List.of(
            new S01PeerClosesFirst(),
            new S02WeCloseFirst(),
            new S03BothAtOnce(),
            new S04LingerZero(),
            new S05UnreadData(),
            new S06HalfClose(),
            new S07Refused(),
            new S08TimedOut(),
            new S09BindBeforeConnect(),
            new S10Forgotten(),
            new S11CloseWait(),
            new S12ServerClosesFirst(),
            new S13KeepAlive(),
            new S14ClosedWhileReading(),
            new S15ConnectCancelled(),
            new S16ClosedWhileRegistered(),
            new S17ShortConnections(),
            new S18Ipv6(),
            new S19NoTcp(),
            new S20PortsUsedAgain(),
            new S21HttpUrlConnection(),
            new S22HttpClients(),
            new S23HttpServers(),
            new S24SeveralLoaders(),
            new S25NativeTransports(),
            new S26ShadedTransport(),
            new S27StalePool());

    private Scenarios() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            System.out.println(
                    "NUMBER [VARIANT] | NUMBER:VARIANT,NUMBER:VARIANT,... [--wait-for-attach] [--open-before]");
            for (int i = 0; i < ALL.size(); i++) {
                System.out.printf(
                        "%2d  %-50s %s%n",
                        i + 1, ALL.get(i).title(), String.join(" ", ALL.get(i).variants()));
            }
            return;
        }
        List<Stage> stages = new ArrayList<>();
        for (String one : args[0].split(",")) {
            String[] words = one.split(":");
            Scenario scenario = ALL.get(Integer.parseInt(words[0]) - 1);
            if (words.length > 1 && LibraryLoader.has(words[1])) {
                scenario = inLoaderOfItsOwn(scenario, words[1]);
            }
            List<String> rest = new ArrayList<>(List.of(words).subList(1, words.length));
            rest.addAll(List.of(args).subList(1, args.length));
            stages.add(new Stage(scenario, rest));
        }
        Stage.playInTurn(stages);
    }

    /** With its library, of which this JVM may have other versions for other scenarios. */
    private static Scenario inLoaderOfItsOwn(Scenario scenario, String variant) throws ReflectiveOperationException {
        return (Scenario) new LibraryLoader(variant)
                .loadClass(scenario.getClass().getName())
                .getDeclaredConstructor()
                .newInstance();
    }
}
