/**
 * Says the findings as one HTML file that needs nothing else: no network, no other file.
 *
 * <p>A section of the page is a view, which says what stands in it, and a template of the same name
 * among the resources, which says how it looks. {@code page.html} names them in their order; a view
 * that is empty leaves its section out. All that comes from a recording goes through the templates'
 * escaping or through {@link io.firstfin.analysis.html.ScriptData}; the page's own policy lets no
 * other script run than the two whose hashes it names.
 *
 * <p>Pure: equal models give equal pages. May import the report, the findings, the what-if, the
 * model, Jackson and the template library.
 */
package io.firstfin.analysis.html;
