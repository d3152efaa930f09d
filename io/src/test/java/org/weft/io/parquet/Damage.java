package org.weft.io.parquet;

import java.util.Arrays;
import java.util.Random;

/** Ways for a file to be broken. */
final class Damage {
  private Damage() {}

  /** The file with some of its bytes wrong, gone, moved or doubled. */
  static byte[] of(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int footer = footerLength(whole);
    // a third of all damage hits the footer, which is a small part of the file
    int from = random.nextInt(3) == 0 ? bytes.length - 8 - footer : 0;
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times; i++) {
      int at = from + random.nextInt(bytes.length - from);
      switch (random.nextInt(8)) {
        case 0, 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2, 3 -> bytes[at] = (byte) random.nextInt();
        case 4 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) 0xFF);
        case 5 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 30), (byte) 0);
        case 6 -> {
          int other = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(64), bytes.length - Math.max(at, other));
          System.arraycopy(bytes, at, bytes, other, length);
        }
        default -> bytes = cut(bytes, at, random);
      }
      from = Math.min(from, bytes.length - 1);
    }
    return bytes;
  }

  /** Some bytes fewer, in the middle (the footer stays) or at the end. */
  private static byte[] cut(byte[] bytes, int at, Random random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(bytes, Math.max(1, at));
    }
    int length = Math.min(1 + random.nextInt(16), bytes.length - 1 - at);
    if (length <= 0) {
      return bytes;
    }
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
    System.arraycopy(bytes, at + length, shorter, at, bytes.length - length - at);
    return shorter;
  }

  private static int footerLength(byte[] bytes) {
    int at = bytes.length - 8;
    return (bytes[at] & 0xFF)
        | (bytes[at + 1] & 0xFF) << 8
        | (bytes[at + 2] & 0xFF) << 16
        | (bytes[at + 3] & 0xFF) << 24;
  }
}
