package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.BINARY;
import static org.weft.planner.type.SimpleType.BOOLEAN;
import static org.weft.planner.type.SimpleType.INT32;
import static org.weft.planner.type.SimpleType.INT64;
import static org.weft.planner.type.SimpleType.STRING;
import static org.weft.planner.type.SimpleType.UUID;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.type.TimestampType;

/** Less common encodings and digests, texts that carry check digits, and masks. */
final class CodeFunctions {
  private static final String FORMATS = " as told: 'hex' (unless told), 'base64' or 'utf-8'.";

  private CodeFunctions() {}

  static List<FunctionEntry> entries() {
    Entries bytes = new Entries(FunctionFamily.BINARY);
    encodings(bytes);
    utf8(bytes);
    List<FunctionEntry> all = new ArrayList<>(bytes.list());
    Entries hashing = new Entries(FunctionFamily.HASH);
    digests(hashing);
    sketches(hashing);
    all.addAll(hashing.list());
    Entries texts = new Entries(FunctionFamily.STRING);
    texts(texts);
    all.addAll(texts.list());
    return all;
  }

  private static void encodings(Entries entries) {
    entries
        .add("bytes_of", "The bytes of the text read" + FORMATS)
        .form("text TEXT, [format TEXT]", BINARY);
    entries
        .add("try_to_binary", "The bytes of the text read" + FORMATS + " Null if it is not so.")
        .form("text TEXT, [format TEXT]", BINARY)
        .is(Trait.GIVES_NULL);
    entries.add("to_base32", "The bytes in base 32.").form("bytes BYTES", STRING).is(Trait.TOTAL);
    entries.add("from_base32", "The bytes of a text in base 32.").form("text TEXT", BINARY);
    entries
        .add("to_base64url", "The bytes in the base 64 of addresses.")
        .form("bytes BYTES", STRING)
        .is(Trait.TOTAL);
    entries
        .add("from_base64url", "The bytes of a text in the base 64 of addresses.")
        .form("text TEXT", BINARY);
    entries
        .add("from_base", "The number that a text is in a base from 2 to 36.")
        .form("text TEXT, base INTEGER", INT64);
    entries
        .add("parse_formatted_bytes", "The number of bytes that a text such as 1.5 KiB says.")
        .form("text TEXT", INT64);
    entries
        .add("to_uuid", "The UUID that a text is, in its usual form: text::UUID.")
        .form("text TEXT", UUID);
    entries.add("uuid_extract_version", "The version of a UUID.").form("uuid TEXT", INT32);
    entries
        .add("uuid_extract_timestamp", "The instant in a UUID of version 7.")
        .form("uuid TEXT", new TimestampType(TimestampType.Unit.MICROS, TimestampType.Zone.UTC));
  }

  private static void utf8(Entries entries) {
    entries
        .add("is_valid_utf8", "True if the bytes are text in UTF-8.")
        .form("bytes BYTES", BOOLEAN)
        .is(Trait.TOTAL);
    entries
        .add("make_valid_utf8", "The text of the bytes, with \uFFFD for what is not in UTF-8.")
        .alias("from_utf8")
        .form("bytes BYTES", STRING)
        .is(Trait.TOTAL);
    entries
        .add("validate_utf8", "The text of the bytes; an error if they are not in UTF-8.")
        .form("bytes BYTES", STRING);
    entries
        .add("try_validate_utf8", "The text of the bytes, null if they are not in UTF-8.")
        .form("bytes BYTES", STRING)
        .is(Trait.GIVES_NULL, Trait.TOTAL);
    entries
        .add("to_utf8", "The bytes of the text in UTF-8.")
        .form("text TEXT", BINARY)
        .is(Trait.TOTAL);
  }

  private static void digests(Entries entries) {
    entries
        .add("digest", "The digest by 'md5', 'sha1', 'sha224', 'sha256', 'sha384' or 'sha512'.")
        .form("bytes BYTES, algorithm TEXT", BINARY);
    for (String algorithm : List.of("md5", "sha1", "sha256", "sha512")) {
      entries
          .add("hmac_" + algorithm, "The bytes' authentication code (HMAC) with a key.")
          .form("bytes BYTES, key BYTES", BINARY);
    }
  }

  private static void sketches(Entries entries) {
    entries
        .add("hll_sketch_estimate", "About how many distinct values a sketch has seen.")
        .form("sketch BINARY", INT64);
    entries
        .add("hll_union", "The sketch of what two have seen; of different sizes only if so told.")
        .form("a BINARY, b BINARY, [allow_different_sizes BOOLEAN]", BINARY);
  }

  private static void texts(Entries entries) {
    entries
        .add("luhn_check", "True for digits whose last is the check digit of Luhn's algorithm.")
        .form("digits TEXT", BOOLEAN)
        .is(Trait.TOTAL);
    entries
        .add(
            "mask",
            "The text with X for capital letters, x for small ones, n for digits, or what is told;"
                + " null leaves them as they are, and so all others unless told.")
        .form("text TEXT, [upper TEXT], [lower TEXT], [digit TEXT], [other TEXT]", STRING)
        .is(Trait.TAKES_NULLS);
    entries
        .add("strrpos", "Where the searched text last lies in the other, or 0.")
        .form("text TEXT, searched TEXT", INT64)
        .is(Trait.TOTAL);
    entries
        .add("randstr", "A text of so many letters and digits by chance, another for every row.")
        .form("length INTEGER", STRING)
        .is(Trait.VOLATILE);
  }
}
