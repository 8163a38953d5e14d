package io.firstfin.analysis.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Bytes of a JFR file while they are written: numbers are compressed, seven bits a byte. */
final class JfrBytes {

    private static final int NULL = 0;
    private static final int EMPTY = 1;
    private static final int UTF8 = 3;
    private static final int MOST_BYTES = 9;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    JfrBytes number(long value) {
        long left = value;
        for (int i = 1; i < MOST_BYTES && (left & ~0x7fL) != 0; i++) {
            bytes.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        bytes.write((int) left);
        return this;
    }

    /** A value of a field, as its type is written. */
    JfrBytes value(Class<?> type, Object value) {
        if (type == String.class) {
            return text((String) value);
        }
        if (type == boolean.class) {
            return octet((boolean) value ? 1 : 0);
        }
        if (type == double.class) {
            return raw(Double.doubleToLongBits((double) value), Long.BYTES);
        }
        if (type == int.class) {
            return number((int) value & 0xffff_ffffL);
        }
        return type == short.class ? number((short) value & 0xffffL) : number((long) value);
    }

    JfrBytes text(String text) {
        if (text == null) {
            return octet(NULL);
        }
        if (text.isEmpty()) {
            return octet(EMPTY);
        }
        byte[] encoded = text.getBytes(UTF_8);
        octet(UTF8).number(encoded.length);
        bytes.writeBytes(encoded);
        return this;
    }

    JfrBytes octet(int value) {
        bytes.write(value);
        return this;
    }

    /** An uncompressed number, the highest byte first. */
    JfrBytes raw(long value, int size) {
        for (int shift = (size - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes.write((int) (value >>> shift));
        }
        return this;
    }

    JfrBytes add(JfrBytes other) {
        bytes.writeBytes(other.toArray());
        return this;
    }

    /** The bytes of an event behind their length, which counts itself. */
    JfrBytes addEvent(JfrBytes event) {
        int length = event.size() + 1;
        while (event.size() + new JfrBytes().number(length).size() != length) {
            length++;
        }
        return number(length).add(event);
    }

    int size() {
        return bytes.size();
    }

    byte[] toArray() {
        return bytes.toByteArray();
    }
}
