package org.weft.planner.function;

import static org.weft.planner.type.SimpleType.BINARY;
import static org.weft.planner.type.SimpleType.FLOAT64;
import static org.weft.planner.type.SimpleType.INT32;
import static org.weft.planner.type.SimpleType.INT64;
import static org.weft.planner.type.SimpleType.STRING;
import static org.weft.planner.type.SimpleType.UUID;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.type.ListType;

/** Bytes and their encodings, hashes and random values. */
final class BinaryFunctions {
  private BinaryFunctions() {}

  static List<FunctionEntry> entries() {
    Entries binary = new Entries(FunctionFamily.BINARY);
    encodings(binary);
    compression(binary);
    List<FunctionEntry> all = new ArrayList<>(binary.list());
    Entries hashing = new Entries(FunctionFamily.HASH);
    digests(hashing);
    hashes(hashing);
    chance(hashing);
    all.addAll(hashing.list());
    return all;
  }

  private static void encodings(Entries entries) {
    entries
        .add("hex", "The bytes, or the 64 bits of a number, in hexadecimal.")
        .alias("to_hex")
        .form("n INTEGER", STRING)
        .form("bytes BYTES", STRING)
        .is(Trait.TOTAL);
    entries
        .add("unhex", "The bytes of a text in hexadecimal.")
        .alias("from_hex")
        .form("text TEXT", BINARY);
    entries
        .add("unbin", "The bytes of a text of binary digits.")
        .alias("from_binary")
        .form("text TEXT", BINARY);
    entries
        .add("base64", "The bytes in base 64.")
        .alias("to_base64")
        .form("bytes BYTES", STRING)
        .is(Trait.TOTAL);
    entries
        .add("from_base64", "The bytes of a text in base 64.")
        .alias("unbase64")
        .form("text TEXT", BINARY);
    entries
        .add("encode", "The bytes of a text, in UTF-8 or another character set.")
        .form("text TEXT, [charset TEXT]", BINARY);
    entries
        .add(
            "decode",
            "The text of bytes in UTF-8 or another character set; with more arguments the result"
                + " behind the first candidate that the value equals.")
        .form("bytes BINARY, [charset TEXT]", STRING)
        .written("decode(bytes, [charset]) or decode(value, candidate, result, ..., [otherwise])");
    entries
        .add("try_encode", "As encode, null if the character set does not have a character.")
        .form("text TEXT, [charset TEXT]", BINARY)
        .is(Trait.GIVES_NULL);
    entries
        .add("try_decode", "As decode, null if the bytes are no such text.")
        .form("bytes BINARY, [charset TEXT]", STRING)
        .is(Trait.GIVES_NULL);
  }

  private static void compression(Entries entries) {
    entries
        .add("compress", "The bytes compressed by 'gzip', 'zlib' or 'deflate'.")
        .form("bytes BYTES, codec TEXT", BINARY);
    entries
        .add("decompress", "The bytes that were compressed by 'gzip', 'zlib' or 'deflate'.")
        .form("bytes BINARY, codec TEXT", BINARY);
    entries
        .add("try_decompress", "As decompress, null if the bytes are not compressed that way.")
        .form("bytes BINARY, codec TEXT", BINARY)
        .is(Trait.GIVES_NULL);
  }

  private static void digests(Entries entries) {
    entries
        .add("md5", "The MD5 digest in hexadecimal.")
        .form("bytes BYTES", STRING)
        .is(Trait.TOTAL);
    entries
        .add("sha1", "The SHA-1 digest in hexadecimal.")
        .alias("sha")
        .form("bytes BYTES", STRING)
        .is(Trait.TOTAL);
    entries
        .add("sha256", "The SHA-256 digest in hexadecimal.")
        .form("bytes BYTES", STRING)
        .is(Trait.TOTAL);
    entries
        .add("sha2", "The SHA-2 digest of 224, 256, 384 or 512 bits in hexadecimal; 0 means 256.")
        .form("bytes BYTES, bits INTEGER", STRING);
    entries.add("crc32", "The CRC-32 of the bytes.").form("bytes BYTES", INT64).is(Trait.TOTAL);
  }

  private static void hashes(Entries entries) {
    entries
        .add("xxhash64", "The XXH64 hash of the values with seed 42, as Spark computes it.")
        .alias("hash")
        .form("value ANY...", INT64)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL, Trait.TOTAL);
    entries
        .add("murmur3", "The 32-bit Murmur3 hash of the values with seed 42, as Spark's hash.")
        .alias("murmur3_hash", "murmurhash3")
        .form("value ANY...", INT32)
        .is(Trait.TAKES_NULLS, Trait.NEVER_NULL, Trait.TOTAL);
    entries
        .add(
            "minhash",
            "So many smallest hashes of the runs of so many words, for estimating how alike texts"
                + " are.")
        .form(
            "text TEXT, num_hashes INTEGER, ngram_size INTEGER, [seed INTEGER]",
            new ListType(INT64));
    entries
        .add("simhash", "A hash of which alike texts have most bits in common, from runs of words.")
        .form("text TEXT, [ngram_size INTEGER]", INT64);
  }

  private static void chance(Entries entries) {
    entries
        .add("random", "A random number from 0 to below 1, another for every row.")
        .alias("rand")
        .form("", FLOAT64)
        .form("seed INTEGER", FLOAT64)
        .is(Trait.VOLATILE, Trait.TOTAL);
    entries
        .add("random_int", "A random integer from low to below high, another for every row.")
        .form("low INTEGER, high INTEGER, [seed INTEGER]", INT64)
        .is(Trait.VOLATILE);
    entries
        .add("uuid", "A random UUID (version 4), another for every row.")
        .alias("gen_random_uuid", "uuidv4")
        .form("", UUID)
        .is(Trait.VOLATILE, Trait.TOTAL);
    entries
        .add("uuidv7", "A UUID that starts with the time (version 7), another for every row.")
        .form("", UUID)
        .is(Trait.VOLATILE, Trait.TOTAL);
  }
}
