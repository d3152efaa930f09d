package org.weft.container.function;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.weft.container.accumulate.HllSketches;
import org.weft.container.expression.tree.Failures;
import org.weft.container.function.text.Base32;
import org.weft.container.function.text.ByteCounts;
import org.weft.container.function.text.Masking;
import org.weft.container.function.text.Pieces;
import org.weft.planner.error.WeftException;
import org.weft.planner.vector.Uuids;

/** Kernels of less common encodings and digests, of check digits and masks. */
final class CodeKernels {
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "md5", "MD5", "sha1", "SHA-1", "sha224", "SHA-224", "sha256", "SHA-256", "sha384",
          "SHA-384", "sha512", "SHA-512");

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** The longest text by chance. */
  private static final long MAX_RANDOM = 1 << 20;

  private CodeKernels() {}

  static void add(KernelList list) {
    encodings(list);
    utf8(list);
    digests(list);
    uuids(list);
    sketches(list);
    texts(list);
  }

  private static void encodings(KernelList list) {
    list.row("bytes_of", (in, out) -> out.bytes(bytes(in)));
    list.attempt("try_to_binary", (in, out) -> out.bytes(bytes(in)));
    list.row("to_base32", (in, out) -> out.text(Base32.encode(in.bytes(0))));
    list.row("from_base32", (in, out) -> out.bytes(Base32.decode(in.text(0))));
    list.row(
        "to_base64url", (in, out) -> out.text(Base64.getUrlEncoder().encodeToString(in.bytes(0))));
    list.row(
        "from_base64url",
        (in, out) ->
            out.bytes(decoded(in.text(0), Base64.getUrlDecoder(), "base 64 of addresses")));
    list.row(
        "from_base",
        (in, out) -> {
          long base = in.integer(1);
          if (base < Character.MIN_RADIX || base > Character.MAX_RADIX) {
            throw Failures.badValue("a base is from 2 to 36, not " + base);
          }
          try {
            out.integer(Long.parseLong(in.text(0), (int) base));
          } catch (NumberFormatException e) {
            throw Failures.badValue("'" + in.text(0) + "' is no number of 64 bits in base " + base);
          }
        });
    list.row("parse_formatted_bytes", (in, out) -> out.integer(ByteCounts.parse(in.text(0))));
  }

  private static byte[] bytes(Arguments in) {
    String text = in.text(0);
    String format = in.count() > 1 ? in.text(1) : "hex";
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "hex" -> BinaryKernels.unhex(text);
      case "base64" -> decoded(text, Base64.getMimeDecoder(), "base 64");
      case "utf-8", "utf8" -> text.getBytes(StandardCharsets.UTF_8);
      default -> throw noFormat(format);
    };
  }

  /** Bytes as text in a format of {@code bytes_of}. */
  static String shown(byte[] bytes, String format) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "hex" -> HexFormat.of().withUpperCase().formatHex(bytes);
      case "base64" -> Base64.getEncoder().encodeToString(bytes);
      case "utf-8", "utf8" -> new String(bytes, StandardCharsets.UTF_8);
      default -> throw noFormat(format);
    };
  }

  private static WeftException noFormat(String format) {
    return Failures.badValue("no format '" + format + "'").hint("use hex, base64 or utf-8");
  }

  private static byte[] decoded(String text, Base64.Decoder decoder, String what) {
    try {
      return decoder.decode(text);
    } catch (IllegalArgumentException e) {
      throw Failures.badValue("not in " + what + ": '" + text + "'");
    }
  }

  private static void utf8(KernelList list) {
    list.row("to_utf8", (in, out) -> out.bytes(in.bytes(0)));
    list.row("is_valid_utf8", (in, out) -> out.flag(isText(in.bytes(0))));
    list.row(
        "make_valid_utf8", (in, out) -> out.text(new String(in.bytes(0), StandardCharsets.UTF_8)));
    list.row(
        "validate_utf8",
        (in, out) -> {
          if (!isText(in.bytes(0))) {
            throw Failures.badValue("the bytes are no text in UTF-8")
                .hint("use try_validate_utf8 or make_valid_utf8");
          }
          out.bytes(in.bytes(0));
        });
    list.row(
        "try_validate_utf8",
        (in, out) -> {
          if (isText(in.bytes(0))) {
            out.bytes(in.bytes(0));
          } else {
            out.nothing();
          }
        });
  }

  private static boolean isText(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static void digests(KernelList list) {
    list.row(
        "digest",
        (in, out) -> {
          String algorithm = ALGORITHMS.get(in.text(1).toLowerCase(Locale.ROOT).replace("-", ""));
          if (algorithm == null) {
            throw Failures.badValue("no digest '" + in.text(1) + "'")
                .hint("use md5, sha1, sha224, sha256, sha384 or sha512");
          }
          out.bytes(digest(algorithm, in.bytes(0)));
        });
    for (String algorithm : List.of("md5", "sha1", "sha256", "sha512")) {
      String hmac = "Hmac" + algorithm.toUpperCase(Locale.ROOT);
      list.row("hmac_" + algorithm, (in, out) -> out.bytes(code(hmac, in.bytes(0), in.bytes(1))));
    }
  }

  /** The digest by an algorithm of Java. */
  static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  private static byte[] code(String algorithm, byte[] bytes, byte[] key) {
    if (key.length == 0) {
      throw Failures.badValue("the key of an authentication code is empty");
    }
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  private static void uuids(KernelList list) {
    list.row("to_uuid", (in, out) -> out.uuid(uuid(in.text(0))));
    list.row("uuid_extract_version", (in, out) -> out.integer(uuid(in.text(0)).version()));
    list.row(
        "uuid_extract_timestamp",
        (in, out) -> {
          UUID uuid = uuid(in.text(0));
          if (uuid.version() != 7) {
            throw Failures.badValue(
                "a UUID of version " + uuid.version() + " tells no time as one of version 7 does");
          }
          out.integer((uuid.getMostSignificantBits() >>> 16) * 1000);
        });
  }

  private static UUID uuid(String text) {
    return Uuids.read(text.strip())
        .orElseThrow(() -> Failures.badValue("'" + text + "' is no UUID"));
  }

  private static void sketches(KernelList list) {
    list.row("hll_sketch_estimate", (in, out) -> out.integer(HllSketches.estimate(in.bytes(0))));
    list.row(
        "hll_union",
        (in, out) ->
            out.bytes(
                HllSketches.union(
                    in.bytes(0),
                    in.bytes(1),
                    in.count() > 2 && in.flag(2)
                        ? HllSketches.Sizes.ANY
                        : HllSketches.Sizes.EQUAL)));
  }

  private static void texts(KernelList list) {
    list.row("luhn_check", (in, out) -> out.flag(isLuhn(in.text(0))));
    list.row("mask", CodeKernels::mask);
    list.row("strrpos", (in, out) -> out.integer(Pieces.locateLast(in.text(0), in.text(1))));
    list.perCall(
        "randstr",
        call -> {
          SecureRandom random = new SecureRandom();
          return (in, out) -> out.text(randomText(in.integer(0), random));
        });
  }

  private static String randomText(long length, SecureRandom random) {
    if (length < 0 || length > MAX_RANDOM) {
      throw Failures.badValue("a text by chance is from 0 to " + MAX_RANDOM + " characters long");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private static void mask(Arguments in, Answer out) {
    if (in.isNull(0)) {
      out.nothing();
      return;
    }
    Masking masking =
        new Masking(
            replacement(in, 1, "X"),
            replacement(in, 2, "x"),
            replacement(in, 3, "n"),
            replacement(in, 4, ""));
    out.text(masking.of(in.text(0)));
  }

  /** One character; empty for none. */
  private static String replacement(Arguments in, int argument, String otherwise) {
    if (in.count() <= argument) {
      return otherwise;
    }
    if (in.isNull(argument)) {
      return "";
    }
    String text = in.text(argument);
    if (text.codePointCount(0, text.length()) != 1) {
      throw Failures.badValue("mask replaces by one character, not by '" + text + "'");
    }
    return text;
  }

  /** From the last digit on every second one counts twice; the sum of all digits ends with 0. */
  private static boolean isLuhn(String text) {
    int sum = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(text.length() - 1 - i);
      if (c < '0' || c > '9') {
        return false;
      }
      int digit = (c - '0') * (i % 2 + 1);
      sum += digit > 9 ? digit - 9 : digit;
    }
    return !text.isEmpty() && sum % 10 == 0;
  }
}
