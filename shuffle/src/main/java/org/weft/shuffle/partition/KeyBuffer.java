package org.weft.shuffle.partition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing array of bytes that holds an encoded sort key. Reused; for one thread. */
public final class KeyBuffer {
  private static final VarHandle BIG_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle BIG_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[64];
  private int length;

  /** Forgets the content. */
  public void clear() {
    length = 0;
  }

  public int length() {
    return length;
  }

  /** Compares as unsigned bytes, a prefix before what it is a prefix of. */
  public int compareTo(byte[] other) {
    return Arrays.compareUnsigned(bytes, 0, length, other, 0, other.length);
  }

  /** Compares as unsigned bytes, a prefix before what it is a prefix of. */
  public int compareTo(KeyBuffer other) {
    return Arrays.compareUnsigned(bytes, 0, length, other.bytes, 0, other.length);
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** Makes room for so many more bytes. */
  void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length * 2));
    }
  }

  void putByte(int value) {
    bytes[length++] = (byte) value;
  }

  void putShort(int value) {
    bytes[length++] = (byte) (value >> 8);
    bytes[length++] = (byte) value;
  }

  /** The high byte first. */
  void putInt(int value) {
    BIG_INT.set(bytes, length, value);
    length += 4;
  }

  /** The high byte first. */
  void putLong(long value) {
    BIG_LONG.set(bytes, length, value);
    length += 8;
  }

  /** Eight bytes as they lie in memory. */
  void putWord(long value) {
    LITTLE_LONG.set(bytes, length, value);
    length += 8;
  }

  /** Inverts all bytes from here to the end: for descending keys. */
  void invertFrom(int start) {
    for (int i = start; i < length; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
  }
}
