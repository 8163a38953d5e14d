package io.firstfin.analysis.render.html;

import static io.firstfin.analysis.model.Models.PEER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.view.Report;
import io.firstfin.verdict.ClosedFirst;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as a browser shows it; the screenshots are left in target/screenshots. */
class PageInBrowserTest {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    /** Colours that a canvas holds: one where nothing was drawn. */
    private static final String COLOURS = "(id => { const c = document.getElementById(id);"
            + " const p = new Uint32Array(c.getContext('2d')"
            + ".getImageData(0, 0, c.width, c.height).data.buffer);"
            + " return new Set(p).size; })";

    /** A4 in pixels, less the margins of the page's style. */
    private static final int PAPER = 700;

    @TempDir
    static Path folder;

    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> program = Chromium.program();
        if (program.isEmpty()) {
            System.out.println("PageInBrowserTest is skipped: no Chromium is on the path.");
        }
        assumeTrue(program.isPresent(), "no Chromium is on the path");
        chromium = Chromium.start(program.get(), folder.resolve("profile"));
    }

    @AfterAll
    static void end() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"light, 1280", "dark, 1280", "light, 400", "dark, 400"})
    void it_draws_its_charts_fits_its_window_and_has_no_barriers(String scheme, int width) throws Exception {
        BrowserPage page = open("shop", Pages.shop(), scheme, width);
        page.screenshot(SCREENSHOTS.resolve("shop-" + scheme + "-" + width + ".png"));
        assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        assertThat(page.evaluate(COLOURS + "('ports-chart')").asInt()).isGreaterThan(20);
        assertThat(page.evaluate(COLOURS + "('budget-chart')").asInt()).isGreaterThan(20);
        assertThat(page.evaluate(COLOURS + "('rates-chart')").asInt()).isGreaterThan(20);
        assertThat(page.evaluate("document.querySelectorAll('.arrow.proven').length")
                        .asInt())
                .isEqualTo(10);
        assertThat(barriers(page)).isEqualTo("[]");
        assertThat(page.complaints()).isEmpty();
        assertThat(page.requests())
                .allMatch(url -> url.startsWith("file:") && url.endsWith("/shop.html") || url.equals("data:,"));
    }

    @Test
    void another_destination_can_be_chosen_and_is_told_in_words() throws Exception {
        BrowserPage page = open("shop", Pages.shop(), "light", 1280);
        page.evaluate("(s => { s.value = '2'; s.dispatchEvent(new Event('change')); })"
                + "(document.getElementById('subject'))");
        assertThat(page.evaluate("document.getElementById('rates-words').textContent")
                        .asString())
                .isEqualTo("For our port 80: opened at most 90 a second; closed, the peer first at"
                        + " most 80 a second; closed, both or unknown at most 8 a second. Counted in steps of 1 s.");
        assertThat(page.evaluate("document.querySelectorAll('#timeline-table tbody tr').length")
                        .asInt())
                .isEqualTo(10);
        assertThat(page.evaluate("document.querySelectorAll('#rates-table tbody tr').length")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    void a_pool_of_binds_is_drawn_and_told_by_what_the_kernel_showed_alone() throws Exception {
        BrowserPage page = open("shop", Pages.shop(), "light", 1280);
        page.evaluate("(s => { s.value = '1'; s.dispatchEvent(new Event('change')); })"
                + "(document.getElementById('subject'))");
        assertThat(page.evaluate(
                                "[...document.querySelectorAll('figure:not([hidden])')]" + ".map(one => one.id).join()")
                        .asString())
                .isEqualTo("budget-figure");
        assertThat(page.evaluate("document.getElementById('budget-words').textContent")
                        .asString())
                .isEqualTo("For binds before connect from 10.0.0.1: TIME_WAIT known as ours at most"
                        + " 21,144; other TIME_WAIT at most 7,048; ESTABLISHED at most 30; other"
                        + " states at most 10; of all these, other processes\u2019 at most 5,638;"
                        + " free at least 0; no port was free for at least 2 calls, first told at"
                        + " 8 s. There are 28,232 local ports.");
        assertThat(page.evaluate("document.querySelectorAll('#budget-table tbody tr').length")
                        .asInt())
                .isEqualTo(5);
        assertThat(page.evaluate("[...document.querySelector('#budget-table tr:nth-child(4)')"
                                + ".cells].map(one => one.textContent).join(' | ')")
                        .asString())
                .isEqualTo("8 s | 21,000 | 7,000 | 30 | 10 | 5,600 | 192 | 2");
        assertThat(barriers(page)).isEqualTo("[]");
        assertThat(page.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "outage, light",
        "outage, dark",
        "warning, light",
        "warning, dark",
        "not-seen, light",
        "not-seen, dark",
        "fine, light",
        "fine, dark"
    })
    void the_verdict_has_a_colour_that_its_words_can_be_read_on(String verdict, String scheme) throws Exception {
        Model model = switch (verdict) {
            case "outage" -> Pages.shop();
            case "warning" ->
                new Models().closed(PEER, ClosedFirst.LOCAL, 2_000).build();
            case "fine" -> new Models().closed(PEER, ClosedFirst.REMOTE, 3).build();
            default -> new Models().build();
        };
        BrowserPage page = open("verdict-" + verdict, model, scheme, 1280);
        page.screenshot(SCREENSHOTS.resolve("verdict-" + verdict + "-" + scheme + ".png"));
        assertThat(page.evaluate("getComputedStyle(document.querySelector('.banner." + verdict
                                + "')).backgroundColor !== getComputedStyle(document.body).backgroundColor")
                        .asBoolean())
                .isTrue();
        assertThat(barriers(page)).isEqualTo("[]");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void the_closes_can_be_filtered_by_destination_reason_and_call_site() throws Exception {
        BrowserPage page = open("shop", Pages.shop(), "light", 1280);
        assertThat(closesShown(page)).isEqualTo("3,908 of 3,908 closes, 5 of 5 rows");
        choose(page, "destination", "our port 80");
        assertThat(closesShown(page)).isEqualTo("880 of 3,908 closes, 2 of 5 rows");
        choose(page, "reason", "IDLE_TIMEOUT");
        assertThat(closesShown(page)).isEqualTo("80 of 3,908 closes, 1 of 5 rows");
        choose(page, "destination", "");
        choose(page, "reason", "");
        choose(page, "site", "shop.Stock$Call.close(Stock.java:88)");
        assertThat(closesShown(page)).isEqualTo("3,003 of 3,908 closes, 2 of 5 rows");
    }

    @Test
    void without_its_script_the_page_has_all_closes_and_no_filter() throws Exception {
        Path file = folder.resolve("without-script.html");
        Files.writeString(file, HtmlReport.render(Report.of(Pages.shop())), UTF_8);
        BrowserPage page = BrowserPage.open(chromium.tools(), file.toRealPath().toUri(), "light", 1280, false);
        assertThat(page.evaluate("document.getElementById('closes-filter').hidden")
                        .asBoolean())
                .isTrue();
        assertThat(page.evaluate("[...document.querySelectorAll('#closes-table tbody tr')].filter(row =>"
                                + " row.offsetHeight > 0).length")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void a_finding_leads_to_the_chart_and_the_closes_of_its_destination() throws Exception {
        BrowserPage page = open("shop", Pages.shop(), "light", 1280);
        page.evaluate("(s => { s.value = '2'; s.dispatchEvent(new Event('change')); })"
                + "(document.getElementById('subject'))");
        page.evaluate("document.querySelector('a[data-subject=\"0\"]').click()");
        assertThat(page.evaluate("document.getElementById('ports-words').textContent")
                        .asString())
                .startsWith("For 10.0.0.7:8080: ");
        page.evaluate("document.querySelector('a[data-destination=\"10.0.0.7:8080\"]').click()");
        assertThat(closesShown(page)).isEqualTo("3,028 of 3,908 closes, 3 of 5 rows");
    }

    @Test
    void a_line_can_be_left_out() throws Exception {
        BrowserPage page = open("shop", Pages.shop(), "light", 1280);
        String lines = "Chart.getChart('rates-chart').data.datasets.length";
        int before = page.evaluate(lines).asInt();
        page.evaluate("document.querySelector('#rates-legend input').click()");
        assertThat(page.evaluate(lines).asInt()).isEqualTo(before - 1);
    }

    @Test
    void on_paper_it_is_white_all_is_open_and_afterwards_it_is_as_before() throws Exception {
        BrowserPage page = open("shop", Pages.shop(), "dark", 1280);
        String ground = "getComputedStyle(document.documentElement).getPropertyValue('--page')";
        String before = page.evaluate(ground).asString();
        page.evaluate("addEventListener('beforeprint', () => { window.printed = [" + ground
                + ", document.querySelectorAll('main details:not([open])').length]; })");
        byte[] pdf = page.pdf();
        Files.write(Files.createDirectories(SCREENSHOTS).resolve("shop.pdf"), pdf);
        Matcher pages = Pattern.compile("/Type\\s*/Pages\\s.*?/Count (\\d+)", Pattern.DOTALL)
                .matcher(new String(pdf, ISO_8859_1));
        assertThat(pages.find()).isTrue();
        assertThat(Integer.parseInt(pages.group(1))).isBetween(4, 20);
        assertThat(page.evaluate("JSON.stringify(window.printed)").asString()).isEqualTo("[\"#f6f7f9\",0]");
        assertThat(page.evaluate(ground).asString()).isEqualTo(before).isNotEqualTo("#f6f7f9");
        assertThat(page.evaluate("document.querySelectorAll('details[open]').length")
                        .asInt())
                .isZero();
    }

    @Test
    void nothing_of_it_is_cut_off_on_paper() throws Exception {
        BrowserPage page = open("shop", Pages.shop(), "light", 1280);
        page.layOutForPaper(PAPER);
        page.screenshot(SCREENSHOTS.resolve("shop-paper.png"));
        assertThat(page.evaluate("JSON.stringify([...document.querySelectorAll("
                                + "'canvas, table, svg.machine, pre, p')].filter(one =>"
                                + " one.getBoundingClientRect().right > " + PAPER + " + 1).map(one => one.id"
                                + " || one.outerHTML.slice(0, 80)))")
                        .asString())
                .isEqualTo("[]");
        assertThat(page.evaluate(COLOURS + "('budget-chart')").asInt()).isGreaterThan(20);
    }

    @Test
    void a_report_on_nothing_is_in_order_too() throws Exception {
        BrowserPage page = open("nothing", new Models().settings(null).build(), "light", 1280);
        assertThat(barriers(page)).isEqualTo("[]");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void no_text_of_a_recording_is_run() throws Exception {
        BrowserPage page = open(
                "hostile",
                Pages.hostile("</script><script>window.run=1</script>"
                        + "<img src=x onerror=window.run=1><svg onload=window.run=1>"),
                "light",
                1280);
        assertThat(page.evaluate("'run' in window").asBoolean()).isFalse();
        assertThat(page.evaluate("document.images.length").asInt()).isZero();
        assertThat(page.complaints()).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(1280);
    }

    private static BrowserPage open(String name, Model model, String scheme, int width) throws Exception {
        Path file = folder.resolve(name + ".html");
        Files.writeString(file, HtmlReport.render(Report.of(model)), UTF_8);
        URI address = file.toRealPath().toUri();
        return BrowserPage.open(chromium.tools(), address, scheme, width);
    }

    private static void choose(BrowserPage page, String key, String value) throws Exception {
        page.evaluate("(s => { s.value = '" + value + "'; s.dispatchEvent(new Event('change')); })"
                + "(document.querySelector('#closes-filter select[data-key=" + key + "]'))");
    }

    private static String closesShown(BrowserPage page) throws Exception {
        return page.evaluate("document.getElementById('closes-shown').textContent")
                .asString();
    }

    /** What axe-core finds, of which rule and where; an empty list where it finds nothing. */
    private static String barriers(BrowserPage page) throws Exception {
        try (InputStream in = PageInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            page.evaluate(new String(in.readAllBytes(), UTF_8) + ";1");
        }
        return page.evaluate("axe.run({rules: {region: {enabled: true}}}).then(found =>"
                        + " JSON.stringify(found.violations.map(one => [one.id,"
                        + " one.nodes.slice(0, 5).map(node => node.target.join(' ') + ' '"
                        + " + node.failureSummary)])))")
                .asString();
    }
}
