package io.firstfin.analysis.render.html;

import com.samskivert.mustache.Mustache;
import io.firstfin.analysis.view.Report;
import java.io.StringReader;
import java.util.Locale;

/** The report for people with a browser. */
public final class HtmlReport {

    private static final Mustache.Compiler TEMPLATES = Mustache.compiler()
            .escapeHTML(true)
            .emptyStringIsFalse(true)
            .withFormatter(HtmlReport::format)
            .withLoader(name -> new StringReader(Resource.text(name + ".html")));

    private HtmlReport() {}

    /** One HTML file: everything it shows is in it. */
    public static String render(Report report) {
        return TEMPLATES.compile(Resource.text("page.html")).execute(Page.of(report));
    }

    /** The only fractions in a template are shares, drawn in a bar that is 100 wide. */
    private static String format(Object value) {
        return value instanceof Double share ? String.format(Locale.ROOT, "%.2f", share * 100) : String.valueOf(value);
    }
}
