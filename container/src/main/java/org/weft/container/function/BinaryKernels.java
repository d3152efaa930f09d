package org.weft.container.function;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.weft.container.expression.tree.Failures;

/** Kernels of bytes, their encodings and digests. */
final class BinaryKernels {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int MAX_DECOMPRESSED = 1 << 28;

  private BinaryKernels() {}

  static void add(KernelList list) {
    encodings(list);
    charsets(list);
    compression(list);
    digests(list);
  }

  private static void encodings(KernelList list) {
    list.perCall(
        "hex",
        call ->
            call.inputs().get(0).type().isInteger()
                ? (in, out) -> out.text(Long.toHexString(in.integer(0)).toUpperCase(Locale.ROOT))
                : (in, out) -> out.text(HEX.formatHex(in.bytes(0))));
    list.row("unhex", (in, out) -> out.bytes(unhex(in.text(0))));
    list.row("unbin", (in, out) -> out.bytes(unbin(in.text(0))));
    list.row("base64", (in, out) -> out.text(Base64.getEncoder().encodeToString(in.bytes(0))));
    list.row("from_base64", (in, out) -> out.bytes(fromBase64(in.text(0))));
  }

  static byte[] unhex(String text) {
    try {
      return HEX.parseHex(text.length() % 2 == 0 ? text : "0" + text);
    } catch (IllegalArgumentException e) {
      throw Failures.badValue("not hexadecimal: '" + text + "'");
    }
  }

  private static byte[] unbin(String text) {
    if (!text.matches("[01]*")) {
      throw Failures.badValue("not binary digits: '" + text + "'");
    }
    byte[] bytes = new byte[(text.length() + 7) / 8];
    int first = 8 * bytes.length - text.length();
    for (int i = 0; i < text.length(); i++) {
      int place = first + i;
      bytes[place / 8] |= (byte) ((text.charAt(i) - '0') << (7 - place % 8));
    }
    return bytes;
  }

  private static byte[] fromBase64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw Failures.badValue("not in base 64: '" + text + "'");
    }
  }

  private static void charsets(KernelList list) {
    list.row("encode", (in, out) -> out.bytes(encode(in)));
    list.row("decode", (in, out) -> out.text(decode(in)));
    list.attempt("try_encode", (in, out) -> out.bytes(encode(in)));
    list.attempt("try_decode", (in, out) -> out.text(decode(in)));
  }

  private static Charset charset(Arguments in) {
    return in.count() > 1 ? in.made(1, BinaryKernels::charset) : StandardCharsets.UTF_8;
  }

  private static Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw Failures.badValue("no character set '" + name + "'");
    }
  }

  private static byte[] encode(Arguments in) {
    try {
      ByteBuffer bytes = charset(in).newEncoder().encode(CharBuffer.wrap(in.text(0)));
      byte[] result = new byte[bytes.remaining()];
      bytes.get(result);
      return result;
    } catch (CharacterCodingException e) {
      throw Failures.badValue("'" + in.text(0) + "' has characters that are not in " + charset(in));
    }
  }

  private static String decode(Arguments in) {
    try {
      return charset(in).newDecoder().decode(ByteBuffer.wrap(in.bytes(0))).toString();
    } catch (CharacterCodingException e) {
      throw Failures.badValue("the bytes are no text in " + charset(in));
    }
  }

  private static void compression(KernelList list) {
    list.row("compress", (in, out) -> out.bytes(compress(in.bytes(0), in.text(1))));
    list.row("decompress", (in, out) -> out.bytes(decompress(in.bytes(0), in.text(1))));
    list.attempt("try_decompress", (in, out) -> out.bytes(decompress(in.bytes(0), in.text(1))));
  }

  private static byte[] compress(byte[] bytes, String codec) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    try (OutputStream to =
        switch (codec.toLowerCase(Locale.ROOT)) {
          case "gzip" -> new GZIPOutputStream(result);
          case "zlib" -> new DeflaterOutputStream(result);
          case "deflate" ->
              new DeflaterOutputStream(result, new Deflater(Deflater.DEFAULT_COMPRESSION, true));
          default -> throw noCodec(codec);
        }) {
      to.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory could not be written", e);
    }
    return result.toByteArray();
  }

  private static byte[] decompress(byte[] bytes, String codec) {
    ByteArrayInputStream source = new ByteArrayInputStream(bytes);
    try (InputStream from =
        switch (codec.toLowerCase(Locale.ROOT)) {
          case "gzip" -> new GZIPInputStream(source);
          case "zlib" -> new InflaterInputStream(source);
          case "deflate" -> new InflaterInputStream(source, new Inflater(true));
          default -> throw noCodec(codec);
        }) {
      byte[] result = from.readNBytes(MAX_DECOMPRESSED + 1);
      if (result.length > MAX_DECOMPRESSED) {
        throw Failures.badValue("more than " + MAX_DECOMPRESSED + " bytes come out of decompress");
      }
      return result;
    } catch (IOException e) {
      throw Failures.badValue("the bytes are not compressed by " + codec);
    }
  }

  private static RuntimeException noCodec(String codec) {
    return Failures.badValue("no codec '" + codec + "'").hint("use gzip, zlib or deflate");
  }

  private static void digests(KernelList list) {
    digest(list, "md5", "MD5");
    digest(list, "sha1", "SHA-1");
    digest(list, "sha256", "SHA-256");
    list.row(
        "sha2",
        (in, out) -> {
          long bits = in.integer(1) == 0 ? 256 : in.integer(1);
          if (bits != 224 && bits != 256 && bits != 384 && bits != 512) {
            throw Failures.badValue("sha2 has 224, 256, 384 or 512 bits, not " + bits);
          }
          out.text(digest(in.bytes(0), "SHA-" + bits));
        });
    list.row(
        "crc32",
        (in, out) -> {
          CRC32 crc = new CRC32();
          crc.update(in.bytes(0));
          out.integer(crc.getValue());
        });
  }

  private static void digest(KernelList list, String name, String algorithm) {
    list.row(name, (in, out) -> out.text(digest(in.bytes(0), algorithm)));
  }

  private static String digest(byte[] bytes, String algorithm) {
    return HexFormat.of().formatHex(CodeKernels.digest(algorithm, bytes));
  }
}
