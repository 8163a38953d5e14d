package io.firstfin.analysis.view;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.finding.FindingText;
import io.firstfin.analysis.model.CloseGroup;
import io.firstfin.analysis.model.Model;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.Role;
import io.firstfin.verdict.TimeWait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The closes of each role in shares: {@code as client we >99.9 %, unknown <0.1 % of 4,000; as server the peer 100 % of
 * 4,000.} What a client and what a server do is never mixed: the one's TIME_WAIT takes ports, the other's takes none.
 * Roles share a line where they fit, if need be in fewer words.
 */
final class RoleShares {

    /** Shares of a role that are named where there is no room for all. */
    private static final int NAMED = 2;

    /** How much is written of a role, the most words first. */
    private enum Form {
        WHOLE,
        WITHOUT_MEANING,
        WITHOUT_COUNT,
        BRIEF
    }

    /** A part of a role's closes, such as {@code we 42 %}. */
    private record Part(String word, double share) {

        String words() {
            return word + " " + Figures.percent(share);
        }

        /** {@code peer 5 %}: a whole number where that is neither nothing nor all. */
        String brief() {
            long percent = Math.round(100 * share);
            return word.replace("the ", "")
                    + " "
                    + (percent < 1 || percent > 99 ? Figures.percent(share) : percent + " %");
        }
    }

    /**
     * The closes of a role.
     *
     * @param count how many there are, where that is to be written; otherwise empty
     * @param proof what the verdicts are worth, where they are not all proven; otherwise empty
     * @param meaning what that means; may be left out
     */
    private record OfRole(Role role, List<Part> parts, String count, String proof, String meaning) {

        String in(Form form) {
            return switch (form) {
                case WHOLE -> Words.as(role) + " " + words() + count + proof + meaning;
                case WITHOUT_MEANING -> Words.as(role) + " " + words() + count + proof;
                case WITHOUT_COUNT -> Words.as(role) + " " + words() + proof;
                case BRIEF ->
                    (role == Role.UNKNOWN ? "unknown role: " : Words.of(role) + ": ")
                            + largest().stream().map(Part::brief).collect(Collectors.joining(", "))
                            + proof;
            };
        }

        private String words() {
            return parts.stream().map(Part::words).collect(Collectors.joining(", "));
        }

        /** The largest shares, and the others as one: {@code unknown 47 %, we 42 %, else 11 %}. */
        private List<Part> largest() {
            if (parts.size() <= NAMED + 1) {
                return parts;
            }
            List<Part> sorted = parts.stream()
                    .sorted(Comparator.comparingDouble(Part::share).reversed())
                    .toList();
            double others = sorted.stream().skip(NAMED).mapToDouble(Part::share).sum();
            List<Part> named = new ArrayList<>(sorted.subList(0, NAMED));
            named.add(new Part("else", others));
            return named;
        }
    }

    private RoleShares() {}

    /** Who closed first, in lines. */
    static String closedFirst(Model model) {
        return lines("Closed first: ", roles(model, role -> {
            double closed = closed(model, role);
            long supposed = model.closed(
                    group -> group.role() == role && group.verdict().isSupposed());
            long unconfirmed = model.closed(
                    group -> group.role() == role && group.verdict().isUnconfirmed());
            return new OfRole(
                    role,
                    parts(
                            model,
                            role,
                            ClosedFirst.values(),
                            group -> group.verdict().closedFirst(),
                            FindingText::of),
                    " of " + Figures.count(closed(model, role)),
                    supposed > 0
                            ? "; " + Figures.percent(supposed / closed) + " supposed"
                            : unconfirmed > 0 ? "; " + Figures.percent(unconfirmed / closed) + " unconfirmed" : "",
                    supposed > 0 ? ", not proven" : "");
        }));
    }

    /** Who keeps TIME_WAIT, in lines. */
    static String timeWait(Model model) {
        return lines(
                "Keeps TIME_WAIT: ",
                roles(
                        model,
                        role -> new OfRole(
                                role,
                                parts(
                                        model,
                                        role,
                                        TimeWait.values(),
                                        group -> group.verdict().timeWait(),
                                        Words::of),
                                "",
                                "",
                                "")));
    }

    private static List<OfRole> roles(Model model, Function<Role, OfRole> of) {
        return Arrays.stream(Role.values())
                .filter(role -> closed(model, role) > 0)
                .map(of)
                .toList();
    }

    /** What there is, out of the closes in a role. */
    private static <T> List<Part> parts(
            Model model, Role role, T[] all, Function<CloseGroup, T> of, Function<T, String> word) {
        double closed = closed(model, role);
        List<Part> parts = new ArrayList<>();
        for (T one : all) {
            long count = model.closed(group -> group.role() == role && of.apply(group) == one);
            if (count > 0) {
                parts.add(new Part(word.apply(one), count / closed));
            }
        }
        return parts;
    }

    private static long closed(Model model, Role role) {
        return model.closed(group -> group.role() == role);
    }

    /** As many roles on each line as fit, in the form that says most. */
    private static String lines(String begin, List<OfRole> roles) {
        StringBuilder lines = new StringBuilder();
        int from = 0;
        while (from < roles.size()) {
            int to = roles.size();
            Optional<String> line = line(begin, roles.subList(from, to));
            while (line.isEmpty() && to > from + 1) {
                to--;
                line = line(begin, roles.subList(from, to));
            }
            lines.append(Lines.line(line.orElse(begin + roles.get(from).in(Form.BRIEF) + ".")));
            from = to;
        }
        return lines.toString();
    }

    private static Optional<String> line(String begin, List<OfRole> roles) {
        return Arrays.stream(Form.values())
                .map(form -> begin + roles.stream().map(role -> role.in(form)).collect(Collectors.joining("; ")) + ".")
                .filter(line -> line.length() <= Lines.WIDTH)
                .findFirst();
    }
}
