package org.weft.io.parquet.page;

import java.util.OptionalInt;
import org.weft.io.parquet.thrift.CompactInput;

/**
 * What stands before a page.
 *
 * @param bodyLength bytes of the page in the file
 * @param plainLength bytes of the page before compression
 * @param crc of the page's bytes in the file
 * @param valueCount values, nulls included; of a dictionary, entries
 * @param levelEncoding of definition levels in a page of version 1
 * @param repetitionEncoding of repetition levels in a page of version 1
 * @param repetitionLength bytes of repetition levels in a page of version 2
 * @param definitionLength bytes of definition levels in a page of version 2, behind those
 * @param rowCount rows in a page of version 2, else -1
 * @param compression whether the values are compressed if the chunk's codec says so
 */
record PageHeader(
    Kind kind,
    int bodyLength,
    int plainLength,
    OptionalInt crc,
    int valueCount,
    Encoding encoding,
    Encoding levelEncoding,
    Encoding repetitionEncoding,
    int repetitionLength,
    int definitionLength,
    int rowCount,
    Compression compression) {

  enum Kind {
    DATA,
    DATA_V2,
    DICTIONARY,
    /** An index or something newer: passed over. */
    OTHER
  }

  enum Compression {
    BY_CODEC,
    NONE
  }

  /** Reads a header and checks that its parts fit together. */
  static PageHeader read(CompactInput input) {
    Parts parts = new Parts();
    int type = -1;
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      switch (f) {
        case 1 -> type = input.readInt();
        case 2 -> parts.plainLength = input.readInt();
        case 3 -> parts.bodyLength = input.readInt();
        case 4 -> parts.crc = OptionalInt.of(input.readInt());
        case 5 -> parts.readData(input);
        case 7 -> parts.readDictionary(input);
        case 8 -> parts.readDataV2(input);
        default -> input.skipValue();
      }
    }
    return parts.header(type);
  }

  /** A header under construction. */
  private static final class Parts {
    private Kind found = Kind.OTHER;
    private int plainLength = -1;
    private int bodyLength = -1;
    private OptionalInt crc = OptionalInt.empty();
    private int valueCount = -1;
    private Encoding encoding;
    private Encoding levelEncoding = Encoding.RLE;
    private Encoding repetitionEncoding = Encoding.RLE;
    private int definitionLength;
    private int repetitionLength;
    private int rowCount = -1;
    private Compression compression = Compression.BY_CODEC;

    private void readData(CompactInput input) {
      found = Kind.DATA;
      input.expectStruct();
      for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
        switch (f) {
          case 1 -> valueCount = input.readInt();
          case 2 -> encoding = Encoding.of(input.readInt());
          case 3 -> levelEncoding = Encoding.of(input.readInt());
          case 4 -> repetitionEncoding = Encoding.of(input.readInt());
          default -> input.skipValue();
        }
      }
    }

    private void readDictionary(CompactInput input) {
      found = Kind.DICTIONARY;
      input.expectStruct();
      for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
        switch (f) {
          case 1 -> valueCount = input.readInt();
          case 2 -> encoding = Encoding.of(input.readInt());
          default -> input.skipValue();
        }
      }
    }

    private void readDataV2(CompactInput input) {
      found = Kind.DATA_V2;
      input.expectStruct();
      for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
        switch (f) {
          case 1 -> valueCount = input.readInt();
          case 3 -> rowCount = input.readInt();
          case 4 -> encoding = Encoding.of(input.readInt());
          case 5 -> definitionLength = input.readInt();
          case 6 -> repetitionLength = input.readInt();
          case 7 -> compression = input.readFlag() ? Compression.BY_CODEC : Compression.NONE;
          default -> input.skipValue();
        }
      }
    }

    private PageHeader header(int type) {
      Kind kind =
          switch (type) {
            case 0 -> Kind.DATA;
            case 2 -> Kind.DICTIONARY;
            case 3 -> Kind.DATA_V2;
            default -> Kind.OTHER;
          };
      if (kind != found || type < 0) {
        throw CorruptPage.because("a page header of type " + type + " that does not describe it");
      }
      if (plainLength < 0 || bodyLength < 0) {
        throw CorruptPage.because("a page of " + bodyLength + " bytes, once " + plainLength);
      }
      if (kind != Kind.OTHER && (valueCount < 0 || encoding == null)) {
        throw CorruptPage.because("a page header without values");
      }
      long levels = (long) definitionLength + repetitionLength;
      if (definitionLength < 0
          || repetitionLength < 0
          || levels > Math.min(plainLength, bodyLength)) {
        throw CorruptPage.because(levels + " bytes of levels in a page of " + bodyLength);
      }
      return new PageHeader(
          kind,
          bodyLength,
          plainLength,
          crc,
          valueCount,
          encoding,
          levelEncoding,
          repetitionEncoding,
          repetitionLength,
          definitionLength,
          rowCount,
          compression);
    }
  }
}
