package io.firstfin.analysis.model;

import java.util.List;

/**
 * How well the events of the recordings fitted together.
 *
 * @param disagreements connections whose verdict at close the kernel later corrected
 * @param duplicates events that stood in more than one file, and were counted once
 * @param notKept events beyond the bounds of the reader's tables, which were counted without their
 *     connection, destination or call site
 * @param unfinishedFiles files of a folder that were still being written, and were left out
 * @param cutFiles files that break off, with what is missing of each; their complete chunks count
 */
public record ReadQuality(
        long disagreements, long duplicates, long notKept, int unfinishedFiles, List<String> cutFiles) {

    public static final ReadQuality CLEAN = new ReadQuality(0, 0, 0, 0, List.of());
}
