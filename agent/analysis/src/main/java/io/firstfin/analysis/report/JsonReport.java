package io.firstfin.analysis.report;

final class JsonReport {
    static String render(Report report) { return "{}\n"; }
}
