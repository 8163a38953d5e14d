/**
 * Writes the report as one HTML file that needs nothing else: no network, no other file.
 *
 * <p>A section of the page is a view and a template of the same name among the resources, which lays it out.
 * {@code page.html} names them in their order; a view that is empty leaves its section out. All that comes
 * from a recording goes through the templates' escaping or through {@code TimelineData}; the page's own policy lets no other script run than the two
 * whose hashes it names.
 *
 * <p>Pure: equal reports give equal pages. May import the views, the model, Jackson and the template library.
 */
package io.firstfin.analysis.render.html;
