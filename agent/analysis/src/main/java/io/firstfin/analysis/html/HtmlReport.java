package io.firstfin.analysis.html;

import com.samskivert.mustache.Mustache;
import io.firstfin.analysis.report.Report;
import java.io.StringReader;

/** The report for people with a browser. */
public final class HtmlReport {

    private static final Mustache.Compiler TEMPLATES = Mustache.compiler()
            .escapeHTML(true)
            .emptyStringIsFalse(true)
            .withLoader(name -> new StringReader(Resource.text(name + ".html")));

    private HtmlReport() {}

    /** One HTML file: everything it shows is in it. */
    public static String render(Report report) {
        return TEMPLATES.compile(Resource.text("page.html")).execute(Page.of(report));
    }
}
