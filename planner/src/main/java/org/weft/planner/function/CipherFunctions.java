package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.BINARY;
import static org.weft.planner.type.SimpleType.BOOLEAN;
import static org.weft.planner.type.SimpleType.FLOAT32;
import static org.weft.planner.type.SimpleType.FLOAT64;
import static org.weft.planner.type.SimpleType.INT16;
import static org.weft.planner.type.SimpleType.INT32;
import static org.weft.planner.type.SimpleType.INT64;
import static org.weft.planner.type.SimpleType.STRING;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.ListType;

/** Encryption, bitmaps, numbers as bytes, and paths into XML. */
final class CipherFunctions {
  private static final String AES =
      " The mode is 'GCM' (unless told), 'CBC' or 'ECB', the padding 'DEFAULT', 'NONE' (GCM) or"
          + " 'PKCS' (the others).";

  private CipherFunctions() {}

  static List<FunctionEntry> entries() {
    List<FunctionEntry> all = new ArrayList<>();
    all.addAll(Entries.of(FunctionFamily.BINARY, CipherFunctions::ciphers));
    all.addAll(Entries.of(FunctionFamily.BINARY, CipherFunctions::numbers));
    all.addAll(Entries.of(FunctionFamily.BIT, CipherFunctions::bitmaps));
    all.addAll(Entries.of(FunctionFamily.HASH, CipherFunctions::digests));
    all.addAll(Entries.of(FunctionFamily.STRING, CipherFunctions::xml));
    return all;
  }

  private static void ciphers(Entries entries) {
    entries
        .add(
            "aes_encrypt",
            "The bytes encrypted with a key of 16, 24 or 32 bytes, behind an initialisation vector"
                + " by chance or as given; GCM authenticates extra bytes, too."
                + AES)
        .form(
            "bytes BYTES, key BYTES, [mode TEXT], [padding TEXT], [vector BYTES], [extra BYTES]",
            BINARY)
        .is(Trait.VOLATILE);
    entries
        .add("aes_decrypt", "What aes_encrypt encrypted." + AES)
        .form("bytes BINARY, key BYTES, [mode TEXT], [padding TEXT], [extra BYTES]", BINARY);
    entries
        .add("try_aes_decrypt", "As aes_decrypt, null for what was not so encrypted.")
        .form("bytes BINARY, key BYTES, [mode TEXT], [padding TEXT], [extra BYTES]", BINARY)
        .is(Trait.GIVES_NULL);
  }

  private static void numbers(Entries entries) {
    entries
        .add("to_big_endian_32", "The four bytes of an integer, the highest first.")
        .form("n INTEGER", BINARY);
    entries
        .add("to_big_endian_64", "The eight bytes of an integer, the highest first.")
        .form("n INTEGER", BINARY)
        .is(Trait.TOTAL);
    entries
        .add("to_ieee754_32", "The four bytes of a float, the highest first.")
        .form("x REAL", BINARY)
        .is(Trait.TOTAL);
    entries
        .add("to_ieee754_64", "The eight bytes of a float, the highest first.")
        .form("x REAL", BINARY)
        .is(Trait.TOTAL);
    entries
        .add("get_byte", "The byte at a position from 0.")
        .form("bytes BYTES, position INTEGER", INT32);
    entries
        .add("from_big_endian_32", "The integer of four bytes, the highest first.")
        .form("bytes BINARY", INT32);
    entries
        .add("from_big_endian_64", "The integer of eight bytes, the highest first.")
        .form("bytes BINARY", INT64);
    entries
        .add("from_ieee754_32", "The float of four bytes, the highest first.")
        .form("bytes BINARY", FLOAT32);
    entries
        .add("from_ieee754_64", "The float of eight bytes, the highest first.")
        .form("bytes BINARY", FLOAT64);
  }

  private static void digests(Entries entries) {
    DataType unsigned = new DecimalType(20, 0);
    entries
        .add("md5_number_lower", "The last eight bytes of the MD5 digest, the lowest first.")
        .form("bytes BYTES", unsigned)
        .is(Trait.TOTAL);
    entries
        .add("md5_number_upper", "The first eight bytes of the MD5 digest, the lowest first.")
        .form("bytes BYTES", unsigned)
        .is(Trait.TOTAL);
    entries
        .add("md5_number_lower64", "The last eight bytes of the MD5 digest, the highest first.")
        .form("bytes BYTES", unsigned)
        .is(Trait.TOTAL);
    entries
        .add("md5_number_upper64", "The first eight bytes of the MD5 digest, the highest first.")
        .form("bytes BYTES", unsigned)
        .is(Trait.TOTAL);
  }

  /** Those of groups are said with the list of all values. */
  private static void bitmaps(Entries entries) {
    entries
        .add("bitmap_count", "How many bits of the bytes are 1.")
        .form("bitmap BINARY", INT64)
        .is(Trait.TOTAL);
    entries
        .add("bitmap_of", "A bitmap of 4096 bytes with 1 for the bits, from 0, of a list.")
        .form("bits INTEGER_LIST", BINARY)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL);
    entries
        .add("bitmap_or", "A bitmap of 4096 bytes with the bits that some bitmap of a list has.")
        .form("bitmaps BINARY_LIST", BINARY)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL);
    entries
        .add("bitmap_and", "A bitmap of 4096 bytes with the bits that all bitmaps of a list have.")
        .form("bitmaps BINARY_LIST", BINARY)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL);
    entries
        .add("bitmap_construct_agg", "The bitmap of the bits of all rows, an aggregate.")
        .means("bit", "bitmap_of(list(DISTINCT bit::BIGINT))");
    entries
        .add("bitmap_or_agg", "The bits that the bitmap of some row has, an aggregate.")
        .means("bitmap", "bitmap_or(list(bitmap::BLOB))");
    entries
        .add("bitmap_and_agg", "The bits that the bitmaps of all rows have, an aggregate.")
        .means("bitmap", "bitmap_and(list(bitmap::BLOB))");
    entries
        .add("bitmap_bit_position", "The bit from 0 of an integer in its bitmap of 32768.")
        .means("n", "CASE WHEN n > 0 THEN (n::BIGINT - 1) % 32768 ELSE (-(n::BIGINT)) % 32768 END");
    entries
        .add("bitmap_bucket_number", "Which bitmap of 32768 bits an integer lies in, from 1.")
        .means(
            "n", "CASE WHEN n > 0 THEN 1 + (n::BIGINT - 1) // 32768 ELSE n::BIGINT // 32768 END");
  }

  private static void xml(Entries entries) {
    String form = "xml TEXT, path TEXT";
    entries
        .add(
            "xpath",
            "The values of the nodes at a path in XML (XPath 1.0); elements have none, their text()"
                + " has. A document with a DOCTYPE is an error.")
        .form(form, new ListType(STRING));
    entries
        .add("xpath_string", "The text at a path in XML, empty if there is none.")
        .form(form, STRING);
    entries
        .add("xpath_boolean", "True if a path in XML leads somewhere, or is true.")
        .form(form, BOOLEAN);
    entries
        .add("xpath_double", "The number at a path in XML, NaN if there is none.")
        .alias("xpath_number")
        .form(form, FLOAT64);
    entries
        .add("xpath_float", "The number at a path in XML, NaN if there is none.")
        .form(form, FLOAT32);
    entries.add("xpath_int", "The integer at a path in XML, 0 if there is none.").form(form, INT32);
    entries
        .add("xpath_long", "The integer at a path in XML, 0 if there is none.")
        .form(form, INT64);
    entries
        .add("xpath_short", "The integer at a path in XML, 0 if there is none.")
        .form(form, INT16);
  }
}
