package io.firstfin.analysis.report;

final class TextReport {
    static String render(Report report) { return "FirstFin\n"; }
}
