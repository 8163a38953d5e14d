package io.firstfin.kernel;

import io.firstfin.testing.Generator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** What no kernel sends: bytes of any kind, with a length that need not be theirs. */
public record Garbage(List<Byte> bytes, int length) {
    /** Half of the lengths are from 0 to this number of bytes, half are any. */
    public static Generator<Garbage> upTo(int most) {
        return choices -> new Garbage(
                choices.list(0, most, aByte -> (byte) aByte.signed(Byte.MAX_VALUE)),
                choices.bool() ? choices.signed(Integer.MAX_VALUE) : choices.between(0, most));
    }

    public ByteBuffer buffer() {
        ByteBuffer buffer = ByteBuffer.allocate(bytes.size()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.forEach(buffer::put);
        return buffer.flip();
    }
}
