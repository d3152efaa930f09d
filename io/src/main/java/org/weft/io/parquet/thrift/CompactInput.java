package org.weft.io.parquet.thrift;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * Bytes in the compact protocol.
 *
 * <p>A structure is read as {@code for (int f = startStruct(); f != STOP; f = nextField(f)) …}
 * where every field is read or {@link #skipValue skipped}.
 */
public abstract class CompactInput {
  /** What {@link #nextField} gives behind a structure's last field. */
  public static final int STOP = -1;

  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int BYTE = 3;
  private static final int I16 = 4;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int DOUBLE = 7;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int SET = 10;
  private static final int MAP = 11;
  private static final int STRUCT = 12;
  private static final int UUID = 13;
  private static final int DEEPEST = 32;

  private int type;
  private int depth;

  /** The next byte, unsigned. Only called when one remains. */
  protected abstract int take();

  /** Bytes not yet read. */
  public abstract long remaining();

  /** Fills the array. Only called when that many remain. */
  protected abstract void take(byte[] bytes);

  /** Passes over bytes. Only called when that many remain. */
  protected abstract void pass(long bytes);

  /** The id of a structure's first field, or STOP. */
  public final int startStruct() {
    if (++depth > DEEPEST) {
      throw corrupt("structures nested too deeply");
    }
    return nextField(0);
  }

  /** The id of the field behind the one of this id, whose value was read, or STOP. */
  public final int nextField(int previous) {
    int head = next();
    if (head == 0) {
      depth--;
      return STOP;
    }
    type = head & 15;
    int delta = head >>> 4;
    int id = delta != 0 ? previous + delta : (int) unzigzag(varint());
    if (id < 0 || id > Short.MAX_VALUE) {
      throw corrupt("field " + id);
    }
    return id;
  }

  /** The present field's value. */
  public final boolean readFlag() {
    if (type != TRUE && type != FALSE) {
      throw unexpected("a flag");
    }
    return type == TRUE;
  }

  /** The present field's value: an i32 or an enum. */
  public final int readInt() {
    if (type != I32) {
      throw unexpected("an i32");
    }
    long value = unzigzag(varint());
    if (value != (int) value) {
      throw corrupt("an i32 of " + value);
    }
    return (int) value;
  }

  /** The present field's value: an i64. */
  public final long readLong() {
    if (type != I64) {
      throw unexpected("an i64");
    }
    return unzigzag(varint());
  }

  /** The present field's value: a byte. */
  public final int readByte() {
    if (type != BYTE) {
      throw unexpected("a byte");
    }
    return (byte) next();
  }

  /** The present field's value: a string. */
  public final String readText() {
    return new String(readBinary(), StandardCharsets.UTF_8);
  }

  /** The present field's value: bytes. */
  public final byte[] readBinary() {
    if (type != BINARY) {
      throw unexpected("bytes");
    }
    return binary();
  }

  /**
   * The size of the present field's value: a list of structures, each to be read next.
   *
   * @return no more than bytes remain, so that room can be made for all
   */
  public final int startStructs() {
    return startList(STRUCT, "structures");
  }

  /** The present field's value: a list of strings. */
  public final List<String> readTexts() {
    int size = startList(BINARY, "strings");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      texts.add(new String(binary(), StandardCharsets.UTF_8));
    }
    return texts;
  }

  /** The present field's value: a list of byte strings. */
  public final List<byte[]> readBinaries() {
    int size = startList(BINARY, "byte strings");
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(binary());
    }
    return values;
  }

  /** The present field's value: a list of flags. */
  public final List<Boolean> readFlags() {
    int size = startList(TRUE, "flags");
    List<Boolean> flags = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      flags.add(next() == TRUE);
    }
    return flags;
  }

  /** The present field's value: a list of i32 or of enums. */
  public final long[] readInts() {
    return readNumbers(I32, "i32");
  }

  /** The present field's value: a list of i64. */
  public final long[] readLongs() {
    return readNumbers(I64, "i64");
  }

  private long[] readNumbers(int of, String what) {
    long[] values = new long[startList(of, what)];
    for (int i = 0; i < values.length; i++) {
      values[i] = unzigzag(varint());
    }
    return values;
  }

  private int startList(int of, String what) {
    if (type != LIST) {
      throw unexpected("a list");
    }
    int head = next();
    long size = head >>> 4 == 15 ? varint() : head >>> 4;
    if (size < 0 || size > remaining()) {
      throw corrupt("a list of " + size);
    }
    // of flags the type is that of true or of false, whichever the writer likes
    boolean isOf = (head & 15) == of || of == TRUE && (head & 15) == FALSE;
    if (size > 0 && !isOf) {
      throw corrupt("a list of type " + (head & 15) + " where " + what + " are expected");
    }
    return (int) size;
  }

  private byte[] binary() {
    long length = varint();
    if (length < 0 || length > remaining()) {
      throw corrupt(length + " bytes where " + remaining() + " remain");
    }
    byte[] bytes = new byte[(int) length];
    take(bytes);
    return bytes;
  }

  /** Makes sure that the present field is a structure, to be read next. */
  public final void expectStruct() {
    if (type != STRUCT) {
      throw unexpected("a structure");
    }
  }

  /** Passes over the present field's value, however deep. */
  public final void skipValue() {
    skip(type, Place.FIELD);
  }

  private enum Place {
    FIELD,
    ELEMENT
  }

  private void skip(int of, Place place) {
    switch (of) {
      case TRUE, FALSE -> {
        if (place == Place.ELEMENT) {
          next();
        }
      }
      case BYTE -> next();
      case I16, I32, I64 -> varint();
      case DOUBLE -> jump(8);
      case UUID -> jump(16);
      case BINARY -> jump(varint());
      case LIST, SET -> skipList();
      case MAP -> skipMap();
      case STRUCT -> {
        for (int f = startStruct(); f != STOP; f = nextField(f)) {
          skipValue();
        }
      }
      default -> throw corrupt("type " + of);
    }
  }

  private void skipList() {
    if (++depth > DEEPEST) {
      throw corrupt("lists nested too deeply");
    }
    int head = next();
    int of = head & 15;
    long size = head >>> 4 == 15 ? varint() : head >>> 4;
    // every element takes at least a byte, so a longer list need not be believed
    if (size < 0 || size > remaining()) {
      throw corrupt("a list of " + size);
    }
    for (long i = 0; i < size; i++) {
      skip(of, Place.ELEMENT);
    }
    depth--;
  }

  private void skipMap() {
    if (++depth > DEEPEST) {
      throw corrupt("maps nested too deeply");
    }
    long size = varint();
    if (size < 0 || size > remaining()) {
      throw corrupt("a map of " + size);
    }
    if (size > 0) {
      int types = next();
      for (long i = 0; i < size; i++) {
        skip(types >>> 4, Place.ELEMENT);
        skip(types & 15, Place.ELEMENT);
      }
    }
    depth--;
  }

  private void jump(long bytes) {
    if (bytes < 0 || bytes > remaining()) {
      throw corrupt(bytes + " bytes where " + remaining() + " remain");
    }
    pass(bytes);
  }

  private int next() {
    if (remaining() <= 0) {
      throw corrupt("it ends too early");
    }
    return take();
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = next();
      value |= (b & 0x7FL) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw corrupt("a number without end");
  }

  private static long unzigzag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  private WeftException unexpected(String wanted) {
    return corrupt("type " + type + " where " + wanted + " is expected");
  }

  private static WeftException corrupt(String why) {
    return WeftException.of(ErrorCode.CORRUPT_FILE, "malformed metadata: " + why);
  }
}
