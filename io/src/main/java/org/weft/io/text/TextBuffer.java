package org.weft.io.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.weft.planner.memory.Memory;

/** Text under construction, as bytes of UTF-8. */
public final class TextBuffer {
  private byte[] bytes = new byte[64 << 10];
  private int size;

  public int size() {
    return size;
  }

  /** The text: the first {@link #size} bytes. */
  public byte[] bytes() {
    return bytes;
  }

  public void clear() {
    size = 0;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  public void put(int ascii) {
    ensure(1);
    bytes[size++] = (byte) ascii;
  }

  public void put(String text) {
    put(text.getBytes(StandardCharsets.UTF_8));
  }

  public void put(byte[] utf8) {
    ensure(utf8.length);
    System.arraycopy(utf8, 0, bytes, size, utf8.length);
    size += utf8.length;
  }

  /** Appends bytes of memory as they are. */
  public void put(long address, int length) {
    ensure(length);
    Memory.copy(address, bytes, size, length);
    size += length;
  }

  public void put(long number) {
    if (number == Long.MIN_VALUE) {
      put(Long.toString(number));
      return;
    }
    ensure(20);
    long left = number;
    if (left < 0) {
      bytes[size++] = '-';
      left = -left;
    }
    int digits = 1;
    for (long power = 10; digits < 19 && left >= power; power *= 10) {
      digits++;
    }
    for (int i = size + digits - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + left % 10);
      left /= 10;
    }
    size += digits;
  }
}
