package org.weft.io.parquet.thrift;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes bytes in the compact protocol. Fields of a structure are written in ascending order; every
 * structure is ended.
 */
public final class CompactOutput {
  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int BYTE = 3;
  private static final int I16 = 4;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int DEEPEST = 32;
  private static final int SHORT_LIST = 14;

  private byte[] bytes = new byte[1 << 10];
  private int size;
  private final int[] lastFields = new int[DEEPEST];
  private int depth;

  /** Forgets what was written. */
  public void reset() {
    size = 0;
    depth = 0;
    lastFields[0] = 0;
  }

  /** Bytes written. */
  public int size() {
    return size;
  }

  /** What was written: the first {@link #size} bytes. */
  public byte[] bytes() {
    return bytes;
  }

  public void flag(int field, boolean value) {
    head(field, value ? TRUE : FALSE);
  }

  public void int8(int field, int value) {
    head(field, BYTE);
    put(value);
  }

  public void int16(int field, int value) {
    head(field, I16);
    varint(zigzag(value));
  }

  public void int32(int field, int value) {
    head(field, I32);
    varint(zigzag(value));
  }

  public void int64(int field, long value) {
    head(field, I64);
    varint(zigzag(value));
  }

  public void text(int field, String value) {
    binary(field, value.getBytes(StandardCharsets.UTF_8));
  }

  public void binary(int field, byte[] value) {
    head(field, BINARY);
    raw(value);
  }

  /** Starts a structure as a field. */
  public void startStruct(int field) {
    head(field, STRUCT);
    startElement();
  }

  /** A structure without fields. */
  public void emptyStruct(int field) {
    startStruct(field);
    endStruct();
  }

  /** Ends a structure or the whole. */
  public void endStruct() {
    put(0);
    depth = Math.max(0, depth - 1);
  }

  /** Starts a list of structures: each is an element to be started and ended. */
  public void startStructs(int field, int count) {
    list(field, STRUCT, count);
  }

  /** Starts a structure that is an element of a list. */
  public void startElement() {
    depth++;
    lastFields[depth] = 0;
  }

  public void int32s(int field, int... values) {
    list(field, I32, values.length);
    for (int value : values) {
      varint(zigzag(value));
    }
  }

  public void int64s(int field, long... values) {
    list(field, I64, values.length);
    for (long value : values) {
      varint(zigzag(value));
    }
  }

  public void flags(int field, boolean... values) {
    list(field, TRUE, values.length);
    for (boolean value : values) {
      put(value ? TRUE : FALSE);
    }
  }

  public void binaries(int field, byte[]... values) {
    list(field, BINARY, values.length);
    for (byte[] value : values) {
      raw(value);
    }
  }

  private void list(int field, int type, int count) {
    head(field, LIST);
    if (count <= SHORT_LIST) {
      put(count << 4 | type);
    } else {
      put(0xF0 | type);
      varint(count);
    }
  }

  private void head(int field, int type) {
    int delta = field - lastFields[depth];
    lastFields[depth] = field;
    if (delta > 0 && delta <= 15) {
      put(delta << 4 | type);
    } else {
      put(type);
      varint(zigzag(field));
    }
  }

  private void raw(byte[] value) {
    varint(value.length);
    ensure(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  private void varint(long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      put((int) (left & 0x7F | 0x80));
      left >>>= 7;
    }
    put((int) left);
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  private void put(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
