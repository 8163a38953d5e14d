package io.firstfin.analysis.render.text;

import io.firstfin.analysis.model.Close;
import io.firstfin.analysis.view.Lines;
import io.firstfin.analysis.view.Words;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How closes are written, one a line. */
public enum ClosesFormat {
    /** For a terminal: words in aligned columns, numbers to the right. {@code -} for what is unknown. */
    TEXT(
            words("TIME (UTC)", close -> time(close.time())),
            number("PID", close -> digits(close.pid())),
            words("ROLE", close -> Words.of(close.role())),
            words("LOCAL", close -> address(close.localAddress(), close.localPort())),
            words("REMOTE", close -> address(close.remoteAddress(), close.remotePort())),
            words("CLOSED FIRST", close -> Words.first(close.verdict())),
            words("ENDING", close -> Words.of(close.ending(), close.reset())),
            words("TIME_WAIT", close -> Words.of(close.verdict().timeWait())),
            words("REASON", close -> close.why().reason()),
            number("LIFETIME MS", close -> millis(close.lifetime())),
            number("REQUESTS", close -> digits(close.requests())),
            words("CALL SITE", ClosesFormat::site)) {
        @Override
        String line(String[] cells, int[] widths) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < cells.length; i++) {
                String cell = cells[i].isEmpty() ? "-" : cells[i];
                String padding = " ".repeat(Math.max(0, widths[i] - cell.length()));
                line.append(i == 0 ? "" : "  ").append(column(i).isNumber() ? padding + cell : cell + padding);
            }
            return line.toString().stripTrailing() + "\n";
        }
    },

    /** For programs: RFC 4180, with a header, the constants of the events, nothing for what is unknown. */
    CSV(
            words("time", close -> time(close.time())),
            number("pid", close -> digits(close.pid())),
            words("role", close -> close.role().name()),
            words("connection", close -> harmless(close.connection())),
            words("localAddress", close -> harmless(close.localAddress())),
            number("localPort", close -> digits(close.localPort())),
            words("remoteAddress", close -> harmless(close.remoteAddress())),
            number("remotePort", close -> digits(close.remotePort())),
            words("closedFirst", close -> close.verdict().closedFirst().name()),
            words("proof", close -> close.verdict().proof().name()),
            words("ending", close -> close.ending().name()),
            words(
                    "resetBy",
                    close -> close.reset().by() == ResetBy.NONE
                            ? ""
                            : close.reset().by().name()),
            words("timeWait", close -> close.verdict().timeWait().name()),
            words("trigger", close -> close.trigger().name()),
            words("reason", close -> harmless(close.why().reason())),
            words("httpProgram", close -> harmless(close.why().program())),
            number("lifetimeMillis", close -> millis(close.lifetime())),
            number("requests", close -> digits(close.requests())),
            words(
                    "callSite",
                    close -> close.site().isKnown() ? harmless(close.site().place()) : ""),
            words("library", close -> harmless(close.site().library())),
            words("reasonEvidence", close -> harmless(close.reasonEvidence())),
            number("soLingerSeconds", close -> digits(close.soLinger())),
            words("reuseAddress", close -> Boolean.toString(close.reuseAddress())),
            number("unreadBytes", close -> digits(close.traffic().unreadBytes())),
            number("bytesSent", close -> digits(close.traffic().bytesSent())),
            number("bytesReceived", close -> digits(close.traffic().bytesReceived())),
            number("roundTripMillis", close -> millis(close.traffic().roundTripTime())),
            number("retransmits", close -> digits(close.traffic().retransmits()))) {
        @Override
        String line(String[] cells, int[] widths) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < cells.length; i++) {
                line.append(i == 0 ? "" : ",").append(quoted(cells[i]));
            }
            return line.append("\r\n").toString();
        }
    };

    private record Column(String header, boolean isNumber, Function<Close, String> cell) {}

    private static final Pattern QUOTE = Pattern.compile("[\",\\r\\n]|^\\s|\\s$");
    private static final Pattern FORMULA = Pattern.compile("\\s*[=+\\-@]");
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final List<Column> columns;

    ClosesFormat(Column... columns) {
        this.columns = List.of(columns);
    }

    Column column(int place) {
        return columns.get(place);
    }

    String[] header() {
        return columns.stream().map(Column::header).toArray(String[]::new);
    }

    /** What is written of a close, column by column. */
    String[] cells(Close close) {
        String[] cells = new String[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = column(i).cell().apply(close);
        }
        return cells;
    }

    /** One line with its end. */
    abstract String line(String[] cells, int[] widths);

    private static Column words(String header, Function<Close, String> cell) {
        return new Column(header, false, cell);
    }

    private static Column number(String header, Function<Close, String> cell) {
        return new Column(header, true, cell);
    }

    private static String site(Close close) {
        return close.trigger() == Trigger.EXIT
                ? "none: the JVM ended with it open"
                : close.site().label();
    }

    private static String address(String address, int port) {
        String host = address.indexOf(':') < 0 ? address : "[" + address + "]";
        return port < 0 || host.isEmpty() ? host : host + ":" + port;
    }

    private static String quoted(String cell) {
        return QUOTE.matcher(cell).find() ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    /** A spreadsheet would take some texts for formulas and carry them out. */
    private static String harmless(String text) {
        String plain = Lines.plain(text);
        return FORMULA.matcher(plain).lookingAt() ? "'" + plain : plain;
    }

    private static String time(Instant time) {
        return UTC.format(time);
    }

    private static String digits(long number) {
        return number < 0 ? "" : Long.toString(number);
    }

    private static String millis(Duration span) {
        return span.isNegative() ? "" : String.format(Locale.ROOT, "%.3f", span.toNanos() / 1e6);
    }
}
