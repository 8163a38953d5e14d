package io.firstfin.tracer.ports;

import java.util.Arrays;
import java.util.Map;

/** The descriptors that this process holds, by the inode they lead to. Kept from sample to sample: 12 bytes for each. */
final class OwnInodes {

    static final OwnInodes NONE = of(Map.of());

    private final long[] inodes;
    private final int[] numbers;

    private OwnInodes(long[] inodes, int[] numbers) {
        this.inodes = inodes;
        this.numbers = numbers;
    }

    /** @param numbers of the descriptors, by inode */
    static OwnInodes of(Map<Long, Integer> numbers) {
        long[] sorted = new long[numbers.size()];
        int i = 0;
        for (long inode : numbers.keySet()) {
            sorted[i++] = inode;
        }
        Arrays.sort(sorted);
        int[] inOrder = new int[sorted.length];
        for (int j = 0; j < sorted.length; j++) {
            inOrder[j] = numbers.get(sorted[j]);
        }
        return new OwnInodes(sorted, inOrder);
    }

    boolean contain(long inode) {
        return Arrays.binarySearch(inodes, inode) >= 0;
    }

    /** The descriptor's number; null when none of ours leads there. */
    Integer number(long inode) {
        int place = Arrays.binarySearch(inodes, inode);
        return place < 0 ? null : numbers[place];
    }
}
