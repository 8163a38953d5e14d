package io.firstfin.analysis.render.html;

import static io.firstfin.analysis.model.Models.PEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firstfin.analysis.finding.Figures;
import io.firstfin.analysis.model.Act;
import io.firstfin.analysis.model.CallSite;
import io.firstfin.analysis.model.Destination;
import io.firstfin.analysis.model.Model;
import io.firstfin.analysis.model.Models;
import io.firstfin.analysis.model.TimelineKind;
import io.firstfin.analysis.model.Timelines;
import io.firstfin.analysis.model.Transition;
import io.firstfin.analysis.view.Bar;
import io.firstfin.analysis.view.Report;
import io.firstfin.analysis.view.TimeWaitView;
import io.firstfin.analysis.view.WhatIfView;
import io.firstfin.verdict.ClosedFirst;
import io.firstfin.verdict.FailureKind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlReportTest {

    private static final String HOSTILE = "</script><script>alert(1)</script><img src=x onerror="
            + "alert(2)>\"'`{{first}}{{{style.text}}}<!--\u2028";

    @Test
    void the_answer_stands_first() {
        Report report = Report.of(Pages.shop());
        String page = HtmlReport.render(report);
        assertThat(page)
                .contains(
                        "<div class=\"banner outage\"",
                        "<h1>" + report.headline().get(0))
                .containsSubsequence("<h1>", "<ul class=\"answer\">", "id=\"findings\"");
        assertThat(report.headline()).allSatisfy(line -> assertThat(page).contains(line.replace("\"", "&quot;")));
    }

    @Test
    void a_finding_has_a_title_in_words_and_its_code_is_small() {
        assertThat(HtmlReport.render(Report.of(Pages.shop())))
                .contains("No local port was free <small><code>PORTS_EXHAUSTED</code></small></h3>");
    }

    @Test
    void the_first_sentence_of_a_finding_leads_and_the_others_are_a_list() {
        assertThat(HtmlReport.render(Report.of(Pages.shop())))
                .containsPattern("<p class=\"lead\">[^<]*no local port was free[^<]*\\.</p>")
                .containsPattern("<p class=\"lead\">[^<]*\\.</p>\\s*<ul class=\"further\">(<li>[^<]*\\.</li>)+</ul>");
    }

    @Test
    void three_pieces_of_advice_are_shown_and_the_others_are_unfolded() {
        assertThat(HtmlReport.render(Report.of(Pages.shop())))
                .containsPattern("<ul class=\"advice\">(<li>[^<]*</li>){3}</ul>")
                .containsPattern("<summary>What else helps, and what does not</summary>\\s*"
                        + "<ul class=\"advice more\">(<li>[^<]*</li>)+</ul>");
    }

    @Test
    void what_is_good_to_know_is_folded_below_what_has_to_change() {
        assertThat(HtmlReport.render(Report.of(Pages.shop())))
                .containsPattern(
                        "<summary><h3><span class=\"badge\">Good to know</span>[^\\n]*</h3> [^<]+\\.</summary>")
                .doesNotContain("<summary><h3><span class=\"badge\">Critical");
    }

    @Test
    void a_finding_leads_to_its_chart_its_closes_and_its_call_site() {
        assertThat(HtmlReport.render(Report.of(Pages.shop())))
                .contains(
                        "<a href=\"#timeline\" data-subject=\"0\">Over time: 10.0.0.7:8080</a>",
                        "<a href=\"#closes\" data-destination=\"10.0.0.7:8080\">Closes: 10.0.0.7:8080</a>",
                        "<a href=\"#site-connects-1\">Call site: Orders.java:42</a>")
                .contains("<tr id=\"site-connects-1\">");
    }

    @Test
    void every_link_leads_to_a_part_of_the_page_and_no_two_parts_have_a_name_in_common() {
        for (Model model : List.of(Pages.shop(), Pages.hostile(HOSTILE), Pages.crowded(), new Models().build())) {
            String page = withoutCarried(HtmlReport.render(Report.of(model)));
            List<String> names = groups(page, " id=\"([^\"]*)\"");
            assertThat(names).doesNotHaveDuplicates();
            assertThat(names).containsAll(groups(page, "href=\"#([^\"]*)\""));
        }
    }

    @Test
    void two_findings_of_a_kind_have_anchors_of_their_own() {
        Destination other = Destination.client(Models.NETWORK, "10.0.0.1", "10.0.0.8", 5432);
        CallSite site = new CallSite("shop.Prices", "ask", 12, "");
        assertThat(HtmlReport.render(Report.of(new Models()
                        .closed(PEER, ClosedFirst.LOCAL, 500)
                        .opened(PEER, FailureKind.NONE, 500)
                        .closed(other, ClosedFirst.LOCAL, 400)
                        .opened(other, FailureKind.NONE, 400)
                        .site(Act.CONNECT, PEER, Models.SITE, 500)
                        .site(Act.CONNECT, other, site, 400)
                        .build())))
                .contains("id=\"SHORT_CONNECTIONS\"", "id=\"SHORT_CONNECTIONS-2\"");
    }

    @Test
    void equal_models_give_equal_pages() {
        assertThat(HtmlReport.render(Report.of(Pages.shop()))).isEqualTo(HtmlReport.render(Report.of(Pages.shop())));
    }

    @Test
    void a_report_on_nothing_is_a_page_too() {
        assertThat(HtmlReport.render(Report.of(new Models().settings(null).build())))
                .contains(
                        "<div class=\"banner not-seen\"",
                        "<h1>No close was recorded",
                        "Nothing was found in what was seen. No close was recorded",
                        "Nothing was closed while the recording ran.",
                        "No stack was recorded.",
                        "Not recorded: firstfin.KernelSettings");
    }

    @Test
    void sections_without_content_go_and_the_end_says_why() {
        String page = HtmlReport.render(Report.of(new Models().settings(null).build()));
        assertThat(groups(page, "<section id=\"([^\"]*)\"")).containsExactly("about");
        assertThat(groups(page.substring(page.indexOf("Left out of this page")), "<li>([A-Z][A-Za-z_ ]*): "))
                .containsExactly(
                        "Findings",
                        "Over time",
                        "What if",
                        "Who and why",
                        "Closes",
                        "States",
                        "Destinations",
                        "Call sites",
                        "Options",
                        "TIME_WAIT",
                        "Kernel");
        assertThat(HtmlReport.render(Report.of(Pages.shop()))).doesNotContain("Left out of this page</h3><ul></ul>");
    }

    @Test
    void nothing_in_it_leads_to_the_network() {
        String page = withoutCarried(HtmlReport.render(Report.of(Pages.shop())));
        assertThat(page)
                .doesNotContainPattern("(?i)(src|href)=\"(?!#|data:,\")")
                .doesNotContain("url(http", "@import", "sourceMappingURL");
    }

    @Test
    void it_carries_the_licences_of_all_that_others_wrote() {
        assertThat(HtmlReport.render(Report.of(Pages.shop())))
                .contains(
                        "@kurkle/color v0.3.2",
                        "Copyright (c) 2018-2021 Jukka Kurkela",
                        "Chart.js v4.",
                        "Chart.js Contributors");
    }

    @Test
    void its_policy_names_the_scripts_that_it_carries_and_no_other() throws Exception {
        String page = HtmlReport.render(Report.of(Pages.shop()));
        Matcher scripts =
                Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(page);
        List<String> hashes =
                scripts.results().map(script -> Pages.hash(script.group(1))).toList();
        assertThat(hashes).hasSize(2);
        assertThat(page).contains("script-src '" + hashes.get(0) + "' '" + hashes.get(1) + "';");
    }

    @Test
    void what_a_recording_says_is_never_markup() {
        String page = HtmlReport.render(Report.of(Pages.hostile(HOSTILE)));
        String clean = HtmlReport.render(Report.of(Pages.hostile("harmless")));
        for (String tag : List.of("<script", "</script", "<img", "<style", "<!--")) {
            assertThat(count(withoutCarried(page), tag)).as(tag).isEqualTo(count(withoutCarried(clean), tag));
        }
        assertThat(page).contains("&lt;/script&gt;&lt;script&gt;alert(1)");
    }

    @Test
    void its_numbers_are_json_whatever_a_label_says() {
        JsonNode data = data(HtmlReport.render(Report.of(Pages.hostile(HOSTILE))));
        assertThat(data.at("/subjects/0/label").asString()).isEqualTo(HOSTILE + ":8080");
    }

    @Test
    void the_course_is_told_in_rates_and_what_was_not_recorded_is_null() {
        JsonNode data = data(HtmlReport.render(Report.of(new Models()
                .closed(PEER, ClosedFirst.LOCAL, 30)
                .timeline(new Timelines()
                        .each(TimelineKind.CLOSED_BY_US, PEER, 3)
                        .each(TimelineKind.TIME_WAIT_BEGAN, PEER, 3)
                        .timeWaitCounted(4, 77)
                        .build())
                .build())));
        assertThat(data.at("/subjects/0/label").asString()).isEqualTo("10.0.0.7:8080");
        assertThat(data.at("/subjects/0/capacity").asInt()).isEqualTo(28_232);
        assertThat(data.at("/subjects/0/rateSeconds").asInt()).isEqualTo(2);
        assertThat(data.at("/subjects/0/rates/byUs").toString()).isEqualTo("[3,3,3,3,3]");
        assertThat(data.at("/subjects/0/ratesAt").toString()).isEqualTo("[1.0,3.0,5.0,7.0,9.0]");
        assertThat(data.at("/subjects/0/series/timeWait/9").asInt()).isEqualTo(30);
        assertThat(data.at("/subjects/1/label").asString()).isEqualTo("all connections");
        assertThat(data.at("/subjects/1/series/counted/3").isNull()).isTrue();
        assertThat(data.at("/subjects/1/series/counted/4").asInt()).isEqualTo(77);
    }

    @Test
    void where_no_time_wait_is_ours_no_line_at_0_hides_what_the_kernel_showed() {
        JsonNode series = data(HtmlReport.render(Report.of(new Models()
                        .opened(PEER, FailureKind.NONE, 10)
                        .timeline(new Timelines()
                                .each(TimelineKind.OPENED, PEER, 1)
                                .timeWaitCounted(4, 1_000)
                                .build())
                        .build())))
                .at("/subjects/0/series");
        assertThat(series.has("timeWait")).isFalse();
        assertThat(series.at("/counted/4").asInt()).isEqualTo(1_000);
    }

    @Test
    void what_the_kernel_showed_of_ports_is_told_look_by_look() {
        JsonNode shop = data(HtmlReport.render(Report.of(Pages.shop()))).get("subjects");
        assertThat(shop.valueStream().map(one -> one.get("label").asString()))
                .containsExactly(
                        "10.0.0.7:8080", "binds before connect from 10.0.0.1", "our port 80", "all connections");
        JsonNode budget = shop.get(0);
        assertThat(budget.get("shownCapacity").asInt()).isEqualTo(28_232);
        assertThat(numbers(budget, "shownOurs"))
                .isEqualTo("[null,3000,null,9000,null,15000,null," + "21000,null,21144]");
        assertThat(numbers(budget, "shownTimeWait")).startsWith("[null,1000,null,3000,");
        assertThat(numbers(budget, "otherProcesses")).startsWith("[null,800,null,2400,");
        assertThat(numbers(budget, "free")).endsWith(",0]");
        assertThat(numbers(budget, "noPort")).isEqualTo("[null,null,null,null,null,null,null,2,null,null]");
        assertThat(shop.get(2).has("shownCapacity")).isFalse();
        assertThat(shop.get(1).get("series").has("timeWait")).isFalse();
    }

    @Test
    void each_change_stands_with_the_ports_that_it_needs() {
        Report report = Report.of(Pages.shop());
        String page = HtmlReport.render(report);
        assertThat(report.whatIf().get(0).outcomes())
                .hasSizeGreaterThan(5)
                .allSatisfy(outcome -> assertThat(page)
                        .contains(">" + outcome.label().replace("=", "&#x3D;") + "</th>")
                        .contains(">" + Figures.count(outcome.peakProjected()) + "</td>"));
        assertThat(page).contains("<li>as it is: counted are the connections");
    }

    @Test
    void where_no_change_is_needed_it_says_so() {
        assertThat(HtmlReport.render(Report.of(new Models().build())))
                .contains(
                        "<li>What if: No connection to a destination was recorded: there is nothing to replay.</li>",
                        "<li>TIME_WAIT: Not known.</li>");
    }

    @Test
    void what_is_needed_beyond_the_ports_there_are_is_drawn_apart() {
        WhatIfView view = WhatIfView.of(Report.of(Pages.shop()));
        assertThat(view.tables().get(0).rows())
                .extracting(
                        row -> row.change(),
                        row -> row.bars().stream().map(Bar::kind).toList())
                .contains(
                        tuple("as it is", List.of("us", "beyond")),
                        tuple("ip_local_port_range 1024-65535", List.of("there", "us")));
    }

    @Test
    void whose_time_wait_it_was_stands_beside_what_the_kernel_showed() {
        TimeWaitView view = TimeWaitView.of(Pages.shop(), 2, 10);
        assertThat(view.censuses())
                .extracting(TimeWaitView.Census::when)
                .containsExactly("At the peak, 2026-01-01T12:00:08Z", "At the end, 2026-01-01T12:00:10Z");
        assertThat(view.censuses().get(0).beside())
                .extracting(TimeWaitView.Row::count)
                .containsExactly("2,300", "2,290", "3,000");
        assertThat(view.censuses().get(1).beside()).isEmpty();
        assertThat(view.censuses().get(0).owners())
                .extracting(TimeWaitView.Owner::why, TimeWaitView.Owner::count, TimeWaitView.Owner::share)
                .containsExactly(
                        tuple("RESPONSE_SAID_CLOSE, OkHttp 4.12.0", "2,000", "87 %"), tuple("UNKNOWN", "300", "13 %"));
    }

    @ParameterizedTest
    @EnumSource(Transition.class)
    void every_step_has_its_arrow(Transition transition) {
        assertThat(Resource.text("states.html")).contains("{{diagram.arrows." + transition.name() + ".count}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ESTABLISHED",
                "SYN_SENT",
                "SYN_RECV",
                "FIN_WAIT1",
                "FIN_WAIT2",
                "TIME_WAIT",
                "CLOSE",
                "CLOSE_WAIT",
                "LAST_ACK",
                "LISTEN",
                "CLOSING"
            })
    void every_state_is_drawn(String state) {
        assertThat(Resource.text("states.html"))
                .contains("\"state {{diagram.states." + state + "}}\"", ">" + state + "</text>");
    }

    @Test
    void the_page_stays_small_however_much_was_recorded() {
        String page = HtmlReport.render(Report.of(Pages.crowded()));
        assertThat(page.length()).isLessThan(2_000_000);
        assertThat(page)
                .contains(
                        "<p>and 1,950 more</p>",
                        "<p>and 1,981 more</p>",
                        "<p>The 200 groups with most closes are shown; 1,800 more groups with 900,000 closes are not.");
    }

    private static String withoutCarried(String page) {
        return page.replaceAll("(?s)<script>.*?</script>", "").replaceAll("(?s)<style>.*?</style>", "");
    }

    private static List<String> groups(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static String numbers(JsonNode subject, String series) {
        return subject.get("series").get(series).toString();
    }

    private static JsonNode data(String page) {
        Matcher data = Pattern.compile("id=\"timeline-data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertThat(data.find()).isTrue();
        return new JsonMapper().readTree(data.group(1));
    }
}
