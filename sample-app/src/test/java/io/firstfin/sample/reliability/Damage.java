package io.firstfin.sample.reliability;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Ways in which the bytes of a recording are damaged. */
enum Damage {
    ONE_BIT {
        @Override
        byte[] of(byte[] whole, Random random) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            return bytes;
        }
    },
    SOME_BYTES {
        @Override
        byte[] of(byte[] whole, Random random) {
            byte[] bytes = whole.clone();
            for (int i = random.nextInt(16); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            return bytes;
        }
    },
    ZEROES {
        @Override
        byte[] of(byte[] whole, Random random) {
            return filled(whole, random, (byte) 0);
        }
    },
    /** Numbers of a length of their own, as JFR writes them, that do not end; and lengths of -1. */
    ONES {
        @Override
        byte[] of(byte[] whole, Random random) {
            return filled(whole, random, (byte) -1);
        }
    },
    /** Half of the cuts are in the first chunk, however long the others are: nothing of it can be read then. */
    CUT {
        @Override
        byte[] of(byte[] whole, Random random) {
            int below = random.nextBoolean()
                    ? whole.length
                    : (int) ByteBuffer.wrap(whole).getLong(SIZE_AT);
            return Arrays.copyOf(whole, random.nextInt(below));
        }
    },
    DOUBLED {
        @Override
        byte[] of(byte[] whole, Random random) {
            int from = random.nextInt(whole.length);
            int to = Math.min(whole.length, from + 1 + random.nextInt(LONGEST));
            ByteBuffer doubled = ByteBuffer.allocate(whole.length + to - from);
            doubled.put(whole, 0, to).put(whole, from, whole.length - from);
            return doubled.array();
        }
    },
    LEFT_OUT {
        @Override
        byte[] of(byte[] whole, Random random) {
            int from = random.nextInt(whole.length);
            int to = Math.min(whole.length, from + 1 + random.nextInt(LONGEST));
            ByteBuffer rest = ByteBuffer.allocate(whole.length - (to - from));
            rest.put(whole, 0, from).put(whole, to, whole.length - to);
            return rest.array();
        }
    },
    /** A size, place, time, rate or version of a chunk's header becomes an extreme one. */
    HEADER {
        @Override
        byte[] of(byte[] whole, Random random) {
            byte[] bytes = whole.clone();
            int field = FIELDS[random.nextInt(FIELDS.length)];
            long value = EXTREMES[random.nextInt(EXTREMES.length)];
            ByteBuffer.wrap(bytes).putLong(chunk(whole, random) + field, value);
            return bytes;
        }
    },
    /** The description of the events, by which all else is read. */
    METADATA {
        @Override
        byte[] of(byte[] whole, Random random) {
            byte[] bytes = whole.clone();
            int chunk = chunk(whole, random);
            int at = chunk + (int) ByteBuffer.wrap(whole).getLong(chunk + METADATA_AT);
            for (int i = random.nextInt(4); i >= 0; i--) {
                int place = at + random.nextInt(Math.min(LONGEST, whole.length - at));
                bytes[place] = (byte) random.nextInt();
            }
            return bytes;
        }
    },
    /** The constants that events refer to: threads, stacks, texts. */
    CONSTANTS {
        @Override
        byte[] of(byte[] whole, Random random) {
            byte[] bytes = whole.clone();
            int chunk = chunk(whole, random);
            int at = chunk + (int) ByteBuffer.wrap(whole).getLong(chunk + CONSTANTS_AT);
            int length = Math.min(bytes.length - at, LONGEST);
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes[at + random.nextInt(length)] = EXTREME_BYTES[random.nextInt(EXTREME_BYTES.length)];
            }
            return bytes;
        }
    };

    private static final int LONGEST = 5_000;
    private static final int SIZE_AT = 8;
    private static final int CONSTANTS_AT = 16;
    private static final int METADATA_AT = 24;
    /** Size, constants, metadata, start, duration, start in ticks, ticks a second, state. */
    private static final int[] FIELDS = {4, SIZE_AT, CONSTANTS_AT, METADATA_AT, 32, 40, 48, 56, 60};

    private static final long[] EXTREMES = {
        0, 1, -1, 68, 69, Integer.MAX_VALUE, 1L << 31, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 68
    };
    private static final byte[] EXTREME_BYTES = {0, 1, -1, 127, -128, 5, 3, 4};

    abstract byte[] of(byte[] whole, Random random);

    /** One of the ways, and what it makes, by one number. */
    static byte[] damaged(byte[] whole, long seed) {
        Random random = new Random(seed);
        // the first numbers of neighbouring seeds are alike
        random.nextLong();
        return way(seed).of(whole, random);
    }

    static Damage way(long seed) {
        return values()[(int) Math.floorMod(seed, (long) values().length)];
    }

    private static byte[] filled(byte[] whole, Random random, byte value) {
        byte[] bytes = whole.clone();
        int from = random.nextInt(bytes.length);
        Arrays.fill(bytes, from, Math.min(bytes.length, from + 1 + random.nextInt(64)), value);
        return bytes;
    }

    private static int chunk(byte[] whole, Random random) {
        List<Integer> chunks = new ArrayList<>();
        for (int at = 0; at < whole.length; at += (int) ByteBuffer.wrap(whole).getLong(at + SIZE_AT)) {
            chunks.add(at);
        }
        return chunks.get(random.nextInt(chunks.size()));
    }
}
