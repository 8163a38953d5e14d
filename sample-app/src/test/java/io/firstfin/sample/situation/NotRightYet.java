package io.firstfin.sample.situation;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The situations of which the first answer is wrong today. Each is tested to be wrong: whoever mends one takes it off
 * this list. No situation changes its expectation for this list.
 */
final class NotRightYet {
    private static final Set<Template> BOTH = EnumSet.allOf(Template.class);

    private static final List<Entry> LIST = List.of(
            new Entry(
                    "HttpdKeepsNoConnections",
                    BOTH,
                    "It names a line of the JDK, not that of the application.",
                    "set KeepAlive On in Apache httpd."),
            new Entry(
                    "HttpdLimitsRequests",
                    BOTH,
                    "It names a line of the JDK, not that of the application.",
                    "raise MaxKeepAliveRequests in Apache httpd."),
            new Entry(
                    "HttpdClosesIdleConnections",
                    BOTH,
                    "That the server closes after so many seconds, each time, is no finding; the advice is about pools.",
                    "raise KeepAliveTimeout in Apache httpd, or let the client give up sooner."));

    private NotRightYet() {}

    /**
     * A situation that is answered wrong.
     *
     * @param situation its name
     * @param templates in which recordings
     * @param why what is wrong, in a sentence
     * @param toDo what the advice should be
     */
    record Entry(String situation, Set<Template> templates, String why, String toDo) {}

    static Optional<Entry> find(Situation situation, Template template) {
        return LIST.stream()
                .filter(entry -> entry.situation().equals(Situations.name(situation))
                        && entry.templates().contains(template))
                .findFirst();
    }

    static List<Entry> all() {
        return LIST;
    }
}
