package io.firstfin.analysis.finding;

import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.WaitingClose;
import io.firstfin.verdict.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What to change first, in one line that names the code: {@code PriceClient.java:23 opens a connection for each request
 * (497 a second); share one client.} Where no code of the application is known it says what to do.
 */
public final class ChangeFirst {

    /** Of findings with one cause, those whose code is to be changed; what they lead to is not. */
    private static final Set<FindingId> CAUSES = EnumSet.of(
            FindingId.CLOSE_WAIT_LEAK,
            FindingId.REDIRECT_ENDS_CONNECTION,
            FindingId.PEER_LIMITS_REQUESTS,
            FindingId.PEER_LIMITS_IDLE_TIME,
            FindingId.PROXY_ENDS_CONNECTION,
            FindingId.CHALLENGE_ENDS_CONNECTION,
            FindingId.PROXY_REFUSES,
            FindingId.CONNECTION_PER_REQUEST,
            FindingId.SHORT_CONNECTIONS,
            FindingId.LONG_CLOSE_WAIT,
            FindingId.BIND_BEFORE_CONNECT);

    /** Good to know, and nothing of the application has to change for it. */
    private static final Set<FindingId> CHANGE_NOTHING =
            EnumSet.of(FindingId.NETLINK_REFUSED, FindingId.VERDICTS_UNKNOWN, FindingId.VERDICTS_SUPPOSED);

    /** {@code shop.Orders.send(Orders.java:42) through okhttp3}, {@code shop.Feed.open:12} or {@code shop.Feed.open}. */
    private static final Pattern PLACE = Pattern.compile(
            "(?<type>[^(:]+)\\.(?<method>[^.(:]+)(?:\\([^:)]*(?::(?<line>\\d+))?\\).*|:(?<number>\\d+))?");

    /** The names of evidence that is a place in the code, the one that is most to blame first. */
    private static final List<String> PLACES =
            List.of("guilty", "closer", "opener", "binder", "halfCloser", "acceptedBy");

    private static final double NEARLY_ALL = 0.9;

    private final Model model;
    private final Finding finding;

    private ChangeFirst(Model model, Finding finding) {
        this.model = model;
        this.finding = finding;
    }

    /**
     * What to change for a finding, in sentences of which each is enough, the one that says most first. They begin with
     * a capital letter or with a file's name, and end with a period.
     *
     * @param sameCause the finding, and those listed below it
     * @return nothing where it asks for no change
     */
    public static List<String> of(Model model, List<Finding> sameCause) {
        Finding cause = sameCause.stream()
                .filter(one -> CAUSES.contains(one.id()))
                .findFirst()
                .orElse(sameCause.get(0));
        ChangeFirst change = new ChangeFirst(model, cause);
        return Stream.concat(
                        change.place().stream().flatMap(change::atPlace),
                        cause.advice().stream().limit(1))
                .toList();
    }

    /** Whether a finding that is mere information asks for a change all the same. */
    public static boolean isAskedFor(Finding finding) {
        return !CHANGE_NOTHING.contains(finding.id())
                && !finding.isOfOtherProcesses()
                && finding.advice().stream().limit(1).anyMatch(first -> !first.startsWith("Nothing has to change"));
    }

    /** The code of the application that it names, and its share where others have a part in it; a library's is none. */
    private Optional<String> place() {
        return PLACES.stream()
                .filter(finding.evidence()::containsKey)
                .findFirst()
                .flatMap(name -> site(String.valueOf(finding.evidence().get(name)))
                        .filter(CallSite::isApplication)
                        .map(site -> site.shortPlace() + share(name)));
    }

    private String share(String name) {
        return finding.evidence().get(name + "Percent") instanceof Number percent
                        && percent.doubleValue() < 100 * NEARLY_ALL
                ? " (" + Figures.percent(percent.doubleValue() / 100) + ")"
                : "";
    }

    private static Optional<CallSite> site(String text) {
        Matcher place = PLACE.matcher(text);
        if (!place.matches()) {
            return Optional.empty();
        }
        String line = place.group("line") == null ? place.group("number") : place.group("line");
        return Optional.of(new CallSite(
                place.group("type"), place.group("method"), line == null ? 0 : Integer.parseInt(line), ""));
    }

    private Stream<String> atPlace(String place) {
        return switch (finding.id()) {
            case PROXY_ENDS_CONNECTION, CHALLENGE_ENDS_CONNECTION -> challenged(place);
            case PROXY_REFUSES ->
                each(place, " asks a proxy that refuses", count("connections"), "look at the proxy's rules");
            case CONNECTION_PER_REQUEST -> perRequest(place);
            case SHORT_CONNECTIONS ->
                withRate(place, " opens a connection for each use", " opens a connection per use", pooling());
            // the server is to be changed, not that code
            case PEER_LIMITS_REQUESTS, PEER_LIMITS_IDLE_TIME -> Stream.empty();
            case PORT_BUDGET, PORTS_EXHAUSTED -> ofPorts(place);
            case CLOSE_WAIT_LEAK -> leak(place);
            case RESPONSES_NEVER_CLOSED ->
                each(place, " leaves responses open", count("responses"), "close each by try-with-resources");
            case LONG_CLOSE_WAIT ->
                each(
                        place,
                        " closes long after the peer",
                        count("connections"),
                        isHttp() ? "let the pool give up connections sooner" : "close when a read ends");
            case RESET_BY_LINGER -> resetsByLinger(place);
            case RESET_BY_PEER ->
                each(place, " opens connections that the peer resets", count("resets"), "look at the peer");
            case SELF_CONNECT ->
                each(place, " connects to itself", count("connects"), "compare both addresses after connect");
            case RESET_BY_UNREAD_DATA ->
                each(
                        place,
                        " closes with received data unread",
                        count("resets"),
                        "read " + (isServer() ? "requests" : "answers") + " to their end");
            case CLOSED_BY_COLLECTOR ->
                each(place, " opens connections that no code closes", count("connections"), "use try-with-resources");
            case CLOSED_TOO_EARLY ->
                each(
                        place,
                        " closes before the peer is finished",
                        count("resets"),
                        isServer() ? "read the request to its end" : "wait for its answer");
            case OUT_OF_DESCRIPTORS ->
                each(place, " keeps connections open", count("openedThere"), "close or bound them");
            // our code did nothing wrong
            case FIN_WAIT2_ORPHANED -> Stream.empty();
            case FIN_WAIT2_HELD ->
                each(place, " half-closes and waits for the peer", count("connections"), "bound the wait by a timeout");
            case CLOSED_NOT_RELEASED ->
                each(place, " closes registered channels", count("channels"), "call selectNow after it");
            case BIND_BEFORE_CONNECT ->
                each(place, " binds before it connects", count("connects"), "connect without binding");
            default -> finding.advice().stream().limit(1).map(advice -> place + ": " + advice);
        };
    }

    /** {@code Feed.java:12 opens them (30); close each at the end.}, without the number, and the change alone. */
    private static Stream<String> each(String place, String does, String number, String change) {
        return Stream.of(
                        place + does + number + "; " + change + ".",
                        place + does + "; " + change + ".",
                        place + ": " + change + ".")
                .distinct();
    }

    private Stream<String> challenged(String place) {
        if (!finding.evidence().containsKey("answeredOtherwise")) {
            return each(place, " has no credentials that are accepted", count("connections"), "check the credentials");
        }
        String does = place + " sends credentials only when asked";
        return Stream.of(
                does + count("connections") + "; send them first.",
                does + "; send them first.",
                place + ": send credentials with the first request.");
    }

    private Stream<String> resetsByLinger(String place) {
        String library = String.valueOf(finding.evidence().getOrDefault("lingerSetIn", ""));
        return switch (library) {
            case "" -> each(place, " resets connections on close", count("resets"), "remove setSoLinger(true, 0)");
            case LingerResetRule.ALWAYS_SETS_LINGER ->
                LingerResetRule.CLOSED_BY_THE_APPLICATION.equals(
                                finding.evidence().get("reason"))
                        ? each(place, " makes a Jedis for each use", count("resets"), "share a JedisPool")
                        : Stream.empty();
            default ->
                each(
                        place,
                        " resets connections of " + library + " on close",
                        count("resets"),
                        "leave its SO_LINGER off");
        };
    }

    private Stream<String> perRequest(String place) {
        return switch (isMainly("openConnections", "connections") ? "POOL_CLOSED" : mainReason()) {
            case "POOL_CLOSED" ->
                withRate(
                        place,
                        " makes an HTTP client for each request",
                        " makes a client per request",
                        "make one for all");
            case "REQUEST_SAID_CLOSE" ->
                withRate(place, " sends \"Connection: close\"", " sends the header", "leave it out");
            case "DISCONNECT_CALLED" ->
                withRate(place, " asks and disconnects each time", " asks and disconnects", "read to the end instead");
            default ->
                withRate(
                        place,
                        " opens a connection for each request",
                        " opens a connection per request",
                        mainChange().orElseGet(this::pooling));
        };
    }

    /** With the rate, if need be in fewer words; without it; and the change alone. */
    private Stream<String> withRate(String place, String does, String inFewerWords, String change) {
        String rate = rate("opensPerSecond");
        return Stream.of(does + rate + "; ", inFewerWords + rate + "; ", does + "; ", inFewerWords + "; ", ": ")
                .distinct()
                .map(middle -> place + middle + change + ".");
    }

    private Stream<String> ofPorts(String place) {
        if ("bind".equals(finding.evidence().get("call"))) {
            return each(place, " binds before it connects", count("failures"), "connect without binding");
        }
        Object heldBy = finding.evidence().get("portsHeldBy");
        if ("OTHER_PROCESSES".equals(heldBy) || "LEAK".equals(heldBy)) {
            return Stream.empty();
        }
        if ("OPEN_CONNECTIONS".equals(heldBy)) {
            return each(place, " opens connections that stay open" + towards(), "", "bound their number");
        }
        boolean closes = Stream.of("closer", "guilty").anyMatch(finding.evidence()::containsKey);
        return each(
                place,
                (closes ? " closes connections first" : " opens new connections") + towards(),
                rate("timeWaitPerSecond"),
                mainChange().orElse("keep and share them"));
    }

    private Stream<String> leak(String place) {
        boolean server = isServer();
        String program = model.ports().waiting().stream()
                .filter(wait -> !wait.closed() && concerns(wait.destination()))
                .map(WaitingClose::program)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
        return each(
                place,
                " leaks connections",
                count("connections"),
                program.isEmpty() || server ? "close each when a read ends" : "share one client, close its responses");
    }

    private boolean concerns(Destination destination) {
        return finding.destinations().stream().anyMatch(one -> PortUsageText.sameEnd(one.destination(), destination));
    }

    /** The reason of half of the closes or more; empty where none is known. */
    private String mainReason() {
        boolean most = finding.evidence().get("reasonPercent") instanceof Number percent
                && percent.doubleValue() >= 100 * Thresholds.MAIN_CAUSE;
        return most ? String.valueOf(finding.evidence().get("reason")) : "";
    }

    private boolean isMainly(String part, String whole) {
        return finding.evidence().get(part) instanceof Number some
                && finding.evidence().get(whole) instanceof Number all
                && some.doubleValue() >= Thresholds.MAIN_CAUSE * all.doubleValue();
    }

    private Optional<String> mainChange() {
        return Reasons.briefChange(mainReason());
    }

    private String pooling() {
        return isHttp() ? "share one client" : "share a pool";
    }

    private boolean isHttp() {
        return PortAdvice.isHttp(model, group -> concerns(group.destination()));
    }

    private boolean isServer() {
        return finding.destinations().stream()
                .limit(1)
                .anyMatch(one -> one.destination().role() == Role.SERVER);
    }

    /** {@code  to 10.0.0.7:8080}. */
    private String towards() {
        return finding.destinations().stream()
                .limit(1)
                .map(one -> " to "
                        + (finding.destinations().size() == 1
                                ? one.destination().label()
                                : Figures.count(finding.destinations().size()) + " destinations"))
                .collect(Collectors.joining());
    }

    private String rate(String name) {
        return finding.evidence().get(name) instanceof Number rate
                ? " (" + Figures.measured(rate.doubleValue()) + " a second)"
                : "";
    }

    private String count(String name) {
        return finding.evidence().get(name) instanceof Number count
                ? " (" + Figures.count(count.longValue()) + ")"
                : "";
    }
}
