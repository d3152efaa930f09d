package org.weft.container.function;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import org.weft.container.expression.tree.Failures;
import org.weft.container.function.hash.AesCipher;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.ListReader;

/** Kernels of encryption, of bitmaps, and of numbers as bytes. */
final class CipherKernels {
  /** The bytes of a bitmap, as in Spark. */
  private static final int BITMAP_BYTES = 4096;

  private static final byte[] NONE = new byte[0];

  private CipherKernels() {}

  static void add(KernelList list) {
    ciphers(list);
    bitmaps(list);
    numbers(list);
  }

  private static void ciphers(KernelList list) {
    list.row(
        "aes_encrypt",
        (in, out) ->
            out.bytes(
                cipher(in).encrypt(in.bytes(0), in.bytes(1), optional(in, 4), optional(in, 5))));
    list.row("aes_decrypt", (in, out) -> out.bytes(decrypted(in)));
    list.attempt("try_aes_decrypt", (in, out) -> out.bytes(decrypted(in)));
  }

  private static AesCipher cipher(Arguments in) {
    String mode = in.count() > 2 ? in.text(2) : "GCM";
    return AesCipher.of(mode, in.count() > 3 ? in.text(3) : "DEFAULT");
  }

  private static byte[] optional(Arguments in, int argument) {
    return in.count() > argument ? in.bytes(argument) : NONE;
  }

  private static byte[] decrypted(Arguments in) {
    return cipher(in).decrypt(in.bytes(0), in.bytes(1), optional(in, 4));
  }

  private static void bitmaps(KernelList list) {
    list.row(
        "bitmap_count",
        (in, out) -> {
          long count = 0;
          for (byte bits : in.bytes(0)) {
            count += Integer.bitCount(bits & 0xff);
          }
          out.integer(count);
        });
    list.perCall("bitmap_of", CipherKernels::positions);
    list.perCall("bitmap_or", call -> merged(call, 0, (a, b) -> a | b));
    list.perCall("bitmap_and", call -> merged(call, 0xff, (a, b) -> a & b));
  }

  private static ListReader reader(LibraryCall call) {
    return new ListReader(((ListType) call.inputs().get(0).type()).element());
  }

  /** A bitmap with the bits that a list tells. */
  private static RowFunction positions(LibraryCall call) {
    ListReader list = reader(call);
    return (in, out) -> {
      byte[] bitmap = new byte[BITMAP_BYTES];
      int count = in.isNull(0) ? 0 : list.point(Views.bytes(in.address(0))).size();
      for (int i = 0; i < count; i++) {
        if (list.isNull(i)) {
          continue;
        }
        long bit = Memory.getLong(list.value(i));
        if (bit < 0 || bit >= BITMAP_BYTES * 8L) {
          throw Failures.badValue("a bitmap has the bits 0 to 32767, not " + bit)
              .hint("use bitmap_bit_position, grouped by bitmap_bucket_number");
        }
        bitmap[(int) (bit >> 3)] |= (byte) (1 << (bit & 7));
      }
      out.bytes(bitmap);
    };
  }

  /** The bitmaps of a list as one. Bytes behind the end of a shorter one are 0. */
  private static RowFunction merged(LibraryCall call, int start, IntBinaryOperator merge) {
    ListReader list = reader(call);
    return (in, out) -> {
      byte[] all = new byte[BITMAP_BYTES];
      Arrays.fill(all, (byte) start);
      int count = in.isNull(0) ? 0 : list.point(Views.bytes(in.address(0))).size();
      for (int i = 0; i < count; i++) {
        if (!list.isNull(i)) {
          merge(Memory.bytes(list.bytes(i), list.length(i)), all, merge);
        }
      }
      out.bytes(all);
    };
  }

  private static void merge(byte[] bitmap, byte[] into, IntBinaryOperator merge) {
    for (int i = 0; i < into.length; i++) {
      into[i] = (byte) merge.applyAsInt(into[i], i < bitmap.length ? bitmap[i] : 0);
    }
  }

  private static void numbers(KernelList list) {
    list.row("to_big_endian_32", (in, out) -> out.bytes(four(Math.toIntExact(in.integer(0)))));
    list.row("to_big_endian_64", (in, out) -> out.bytes(eight(in.integer(0))));
    list.row(
        "to_ieee754_32", (in, out) -> out.bytes(four(Float.floatToIntBits((float) in.real(0)))));
    list.row("to_ieee754_64", (in, out) -> out.bytes(eight(Double.doubleToLongBits(in.real(0)))));
    list.row(
        "get_byte",
        (in, out) -> {
          byte[] bytes = in.bytes(0);
          long position = in.integer(1);
          if (position < 0 || position >= bytes.length) {
            throw Failures.badValue(
                "there is no byte " + position + " of " + bytes.length + ", counted from 0");
          }
          out.integer(bytes[(int) position] & 0xff);
        });
    digest(list, "md5_number_lower", 8, ByteOrder.LITTLE_ENDIAN);
    digest(list, "md5_number_upper", 0, ByteOrder.LITTLE_ENDIAN);
    digest(list, "md5_number_lower64", 8, ByteOrder.BIG_ENDIAN);
    digest(list, "md5_number_upper64", 0, ByteOrder.BIG_ENDIAN);
    list.row("from_big_endian_32", (in, out) -> out.integer(bytes(in, 4).getInt()));
    list.row("from_big_endian_64", (in, out) -> out.integer(bytes(in, 8).getLong()));
    list.row("from_ieee754_32", (in, out) -> out.real(bytes(in, 4).getFloat()));
    list.row("from_ieee754_64", (in, out) -> out.real(bytes(in, 8).getDouble()));
  }

  /** Eight bytes of an MD5 digest as a number without sign. */
  private static void digest(KernelList list, String name, int start, ByteOrder order) {
    list.row(
        name,
        (in, out) -> {
          ByteBuffer digest = ByteBuffer.wrap(CodeKernels.digest("MD5", in.bytes(0))).order(order);
          out.wide(new BigInteger(Long.toUnsignedString(digest.getLong(start))));
        });
  }

  private static byte[] four(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  private static byte[] eight(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }

  private static ByteBuffer bytes(Arguments in, int count) {
    byte[] bytes = in.bytes(0);
    if (bytes.length != count) {
      throw Failures.badValue("such a number has " + count + " bytes, not " + bytes.length);
    }
    return ByteBuffer.wrap(bytes);
  }
}
