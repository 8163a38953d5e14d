package io.firstfin.analysis.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.report.Report;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
    void it_draws_its_charts_fits_its_window_and_has_no_barriers(String scheme, int width)
            throws Exception {
        BrowserPage page = open("shop", Pages.shop(), scheme, width);
        page.screenshot(SCREENSHOTS.resolve("shop-" + scheme + "-" + width + ".png"));
        assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        assertThat(page.evaluate(COLOURS + "('ports-chart')").asInt()).isGreaterThan(20);
        assertThat(page.evaluate(COLOURS + "('rates-chart')").asInt()).isGreaterThan(20);
        assertThat(page.evaluate("document.querySelectorAll('.arrow.proven').length").asInt())
                .isEqualTo(10);
        assertThat(barriers(page)).isEqualTo("[]");
        assertThat(page.complaints()).isEmpty();
        assertThat(page.requests()).allMatch(url ->
                url.startsWith("file:") && url.endsWith("/shop.html") || url.equals("data:,"));
    }

    @Test
    void another_destination_can_be_chosen_and_is_told_in_words() throws Exception {
        BrowserPage page = open("shop", Pages.shop(), "light", 1280);
        page.evaluate("(s => { s.value = '1'; s.dispatchEvent(new Event('change')); })"
                + "(document.getElementById('subject'))");
        assertThat(page.evaluate("document.getElementById('rates-words').textContent").asString())
                .isEqualTo("For our port 80: opened at most 90 a second; closed, the peer first at"
                        + " most 80 a second; closed, both or unknown at most 8 a second.");
        assertThat(page.evaluate("document.querySelectorAll('#timeline-table tbody tr').length")
                .asInt()).isEqualTo(10);
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
    void a_report_on_nothing_is_in_order_too() throws Exception {
        BrowserPage page = open("nothing", new Models().settings(null).build(), "light", 1280);
        assertThat(barriers(page)).isEqualTo("[]");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void no_text_of_a_recording_is_run() throws Exception {
        BrowserPage page = open("hostile", Pages.hostile("</script><script>window.run=1</script>"
                + "<img src=x onerror=window.run=1><svg onload=window.run=1>"), "light", 1280);
        assertThat(page.evaluate("'run' in window").asBoolean()).isFalse();
        assertThat(page.evaluate("document.images.length").asInt()).isZero();
        assertThat(page.complaints()).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(1280);
    }

    private static BrowserPage open(String name, Model model, String scheme, int width)
            throws Exception {
        Path file = folder.resolve(name + ".html");
        Files.writeString(file, HtmlReport.render(Report.of(model)), UTF_8);
        URI address = file.toRealPath().toUri();
        return BrowserPage.open(chromium.tools(), address, scheme, width);
    }

    /** What axe-core finds, of which rule and where; an empty list where it finds nothing. */
    private static String barriers(BrowserPage page) throws Exception {
        try (InputStream in = PageInBrowserTest.class.getResourceAsStream("/axe.min.js")) {
            page.evaluate(new String(in.readAllBytes(), UTF_8) + ";1");
        }
        return page.evaluate("axe.run({rules: {region: {enabled: true}}}).then(found =>"
                + " JSON.stringify(found.violations.map(one => [one.id,"
                + " one.nodes.slice(0, 5).map(node => node.target.join(' ') + ' '"
                + " + node.failureSummary)])))").asString();
    }
}
