/**
 * Lays out the views of a report: a package for each of text, HTML and JSON. They see nothing of each other.
 */
package io.firstfin.analysis.render;
