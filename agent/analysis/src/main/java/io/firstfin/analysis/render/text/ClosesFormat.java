package io.firstfin.analysis.render.text;

import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Close;
import io.firstfin.analysis.view.Lines;
import io.firstfin.analysis.view.Words;
import io.firstfin.verdict.ResetBy;
import io.firstfin.verdict.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** How closes are written, one a line. */
public enum ClosesFormat {
    /** For a terminal: words in aligned columns, numbers to the right. {@code -} for what is unknown. */
    TEXT(
            "TIME (UTC)",
            "PID",
            "ROLE",
            "LOCAL",
            "REMOTE",
            "CLOSED FIRST",
            "ENDING",
            "TIME_WAIT",
            "REASON",
            "LIFETIME MS",
            "REQUESTS",
            "CALL SITE") {
        @Override
        String[] cells(Close close) {
            return new String[] {
                time(close.time()),
                number(close.pid()),
                Words.of(close.role()),
                address(close.localAddress(), close.localPort()),
                address(close.remoteAddress(), close.remotePort()),
                Words.first(close.verdict()),
                Words.of(close.ending(), close.reset()),
                Words.of(close.verdict().timeWait()),
                close.why().reason(),
                millis(close.lifetime()),
                number(close.requests()),
                site(close)
            };
        }

        @Override
        String line(String[] cells, int[] widths) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < cells.length; i++) {
                String cell = cells[i].isEmpty() ? "-" : cells[i];
                String padding = " ".repeat(Math.max(0, widths[i] - cell.length()));
                line.append(i == 0 ? "" : "  ").append(isNumber(i) ? padding + cell : cell + padding);
            }
            return line.toString().stripTrailing() + "\n";
        }

        private boolean isNumber(int column) {
            return column == 1 || column == 9 || column == 10;
        }

        private String site(Close close) {
            return close.trigger() == Trigger.EXIT
                    ? "none: the JVM ended with it open"
                    : close.site().label();
        }

        private String address(String address, int port) {
            String host = address.indexOf(':') < 0 ? address : "[" + address + "]";
            return port < 0 || host.isEmpty() ? host : host + ":" + port;
        }
    },

    /** For programs: RFC 4180, with a header, the constants of the events, nothing for what is unknown. */
    CSV(
            "time",
            "pid",
            "role",
            "connection",
            "localAddress",
            "localPort",
            "remoteAddress",
            "remotePort",
            "closedFirst",
            "proof",
            "ending",
            "resetBy",
            "timeWait",
            "trigger",
            "reason",
            "httpProgram",
            "lifetimeMillis",
            "requests",
            "callSite",
            "library",
            "reasonEvidence",
            "soLingerSeconds",
            "reuseAddress",
            "unreadBytes",
            "bytesSent",
            "bytesReceived",
            "roundTripMillis",
            "retransmits") {
        @Override
        String[] cells(Close close) {
            CallSite site = close.site();
            return new String[] {
                time(close.time()),
                number(close.pid()),
                close.role().name(),
                text(close.connection()),
                text(close.localAddress()),
                number(close.localPort()),
                text(close.remoteAddress()),
                number(close.remotePort()),
                close.verdict().closedFirst().name(),
                close.verdict().proof().name(),
                close.ending().name(),
                close.reset().by() == ResetBy.NONE ? "" : close.reset().by().name(),
                close.verdict().timeWait().name(),
                close.trigger().name(),
                text(close.why().reason()),
                text(close.why().program()),
                millis(close.lifetime()),
                number(close.requests()),
                site.isKnown() ? text(site.place()) : "",
                text(site.library()),
                text(close.reasonEvidence()),
                number(close.soLinger()),
                Boolean.toString(close.reuseAddress()),
                number(close.traffic().unreadBytes()),
                number(close.traffic().bytesSent()),
                number(close.traffic().bytesReceived()),
                millis(close.traffic().roundTripTime()),
                number(close.traffic().retransmits())
            };
        }

        @Override
        String line(String[] cells, int[] widths) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < cells.length; i++) {
                line.append(i == 0 ? "" : ",").append(quoted(cells[i]));
            }
            return line.append("\r\n").toString();
        }

        private String quoted(String cell) {
            return QUOTE.matcher(cell).find() ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
        }

        /** A spreadsheet would take some texts for formulas and carry them out. */
        private String text(String text) {
            String plain = Lines.plain(text);
            return FORMULA.matcher(plain).lookingAt() ? "'" + plain : plain;
        }
    };

    private static final Pattern QUOTE = Pattern.compile("[\",\\r\\n]|^\\s|\\s$");
    private static final Pattern FORMULA = Pattern.compile("\\s*[=+\\-@]");
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String[] header;

    ClosesFormat(String... header) {
        this.header = header;
    }

    String[] header() {
        return header.clone();
    }

    /** What is written of a close, column by column. */
    abstract String[] cells(Close close);

    /** One line with its end. */
    abstract String line(String[] cells, int[] widths);

    private static String time(Instant time) {
        return UTC.format(time);
    }

    private static String number(long number) {
        return number < 0 ? "" : Long.toString(number);
    }

    private static String millis(Duration span) {
        return span.isNegative() ? "" : String.format(Locale.ROOT, "%.3f", span.toNanos() / 1e6);
    }
}
