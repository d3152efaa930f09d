package org.weft.planner.function;

import java.util.ArrayList;
import java.util.List;

/** Conversions of other engines that are said with Weft's own: see {@link Definition}. */
final class DefinedConversions {
  private DefinedConversions() {}

  static List<FunctionEntry> entries() {
    List<FunctionEntry> all = new ArrayList<>();
    all.addAll(Entries.of(FunctionFamily.NUMBER, DefinedConversions::numbers));
    all.addAll(Entries.of(FunctionFamily.CONDITION, DefinedConversions::conditions));
    all.addAll(Entries.of(FunctionFamily.BINARY, DefinedConversions::bytes));
    all.addAll(Entries.of(FunctionFamily.HASH, DefinedConversions::hashes));
    all.addAll(Entries.of(FunctionFamily.URL, DefinedConversions::urls));
    return all;
  }

  private static void conditions(Entries entries) {
    entries
        .add("to_boolean", "The condition that a text or number says.")
        .means("value", "value::BOOLEAN");
    entries
        .add("try_to_boolean", "As to_boolean, null where it says none.")
        .means("value", "TRY_CAST(value AS BOOLEAN)");
  }

  private static void numbers(Entries entries) {
    entries.add("to_double", "The float that a text says.").means("value", "value::DOUBLE");
    entries
        .add("try_to_double", "As to_double, null where the text says none.")
        .means("value", "TRY_CAST(value AS DOUBLE)");
    entries.add("to_bin", "The bits of an integer as text.").means("n", "bin(n)");
    entries.add("to_oct", "An integer in base 8.").means("n", "to_base(n, 8)");
  }

  private static void bytes(Entries entries) {
    entries
        .add("base64_encode", "The bytes in base 64.")
        .means("bytes", "to_base64(encode(bytes))");
    entries
        .add("base64_decode_binary", "The bytes of a text in base 64.")
        .means("text", "from_base64(text)");
    entries
        .add("base64_decode_string", "The text in UTF-8 whose bytes are in base 64.")
        .means("text", "decode(from_base64(text))");
    entries.add("hex_encode", "The bytes in hexadecimal.").means("bytes", "hex(bytes)");
    entries
        .add("hex_decode_binary", "The bytes of a text in hexadecimal.")
        .means("text", "unhex(text)");
    entries
        .add("hex_decode_string", "The text in UTF-8 whose bytes are in hexadecimal.")
        .means("text", "decode(unhex(text))");
    List<String> decoders =
        List.of(
            "base64_decode_binary",
            "base64_decode_string",
            "hex_decode_binary",
            "hex_decode_string");
    for (String name : decoders) {
      entries
          .add("try_" + name, "As " + name + ", null where the text is not so.")
          .means("text", "try(" + name + "(text))");
    }
    entries
        .add("try_compress", "As compress, null where that fails.")
        .means("bytes, codec", "try(compress(bytes, codec))");
    entries
        .add("convert_from", "The text of bytes in a character set.")
        .means("bytes, charset", "decode(bytes, charset)");
    entries
        .add("convert_to", "The bytes of the text in a character set.")
        .means("text, charset", "encode(text, charset)");
  }

  private static void hashes(Entries entries) {
    entries.add("md5_hex", "The MD5 digest in hexadecimal.").means("bytes", "md5(bytes)");
    entries.add("md5_binary", "The MD5 digest.").means("bytes", "unhex(md5(bytes))");
    entries.add("sha1_hex", "The SHA-1 digest in hexadecimal.").means("bytes", "sha1(bytes)");
    entries.add("sha1_binary", "The SHA-1 digest.").means("bytes", "unhex(sha1(bytes))");
    entries
        .add("sha2_hex", "The SHA-2 digest of 256 bits, or so many, in hexadecimal.")
        .means("bytes", "sha2(bytes, 256)")
        .means("bytes, bits", "sha2(bytes, bits)");
    entries
        .add("sha2_binary", "The SHA-2 digest of 256 bits, or so many.")
        .means("bytes", "unhex(sha2(bytes, 256))")
        .means("bytes, bits", "unhex(sha2(bytes, bits))");
  }

  private static void urls(Entries entries) {
    entries
        .add("try_url_decode", "As url_decode, null where a % is followed by something else.")
        .means("text", "try(url_decode(text))");
    entries
        .add("try_parse_url", "As parse_url, null where the text is no address.")
        .means("url, part", "try(parse_url(url, part))")
        .means("url, part, parameter", "try(parse_url(url, part, parameter))");
  }
}
