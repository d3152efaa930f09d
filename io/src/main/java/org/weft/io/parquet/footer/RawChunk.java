package org.weft.io.parquet.footer;

import java.util.List;
import org.weft.io.parquet.thrift.CompactInput;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * A column chunk as it is written.
 *
 * @param type number of the physical type
 */
record RawChunk(
    int type,
    List<String> path,
    int codec,
    long values,
    long uncompressed,
    long compressed,
    long dataPage,
    long dictionaryPage,
    DataPages dataPages,
    RawStatistics statistics,
    IndexPlaces indexes) {
  private static final int DATA_PAGE = 0;
  private static final int DATA_PAGE_V2 = 3;
  private static final int PLAIN_DICTIONARY = 2;
  private static final int RLE = 3;
  private static final int BIT_PACKED = 4;
  private static final int RLE_DICTIONARY = 8;

  /** The offset of the first page. A dictionary page stands first; 0 says there is none. */
  long offset() {
    return dictionaryPage > 0 && dictionaryPage < dataPage ? dictionaryPage : dataPage;
  }

  static RawChunk read(CompactInput input) {
    RawChunk chunk = null;
    long offsets = 0;
    int offsetsLength = 0;
    long bounds = 0;
    int boundsLength = 0;
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      switch (f) {
        case 1 -> throw unsupported("its data is in another file: " + input.readText());
        case 3 -> chunk = readMetaData(input);
        case 4 -> offsets = input.readLong();
        case 5 -> offsetsLength = input.readInt();
        case 6 -> bounds = input.readLong();
        case 7 -> boundsLength = input.readInt();
        case 8, 9 -> throw unsupported("it has an encrypted column");
        default -> input.skipValue();
      }
    }
    if (chunk == null) {
      throw WeftException.of(ErrorCode.CORRUPT_FILE, "a column chunk is not described");
    }
    return chunk.with(new IndexPlaces(offsets, offsetsLength, bounds, boundsLength));
  }

  private RawChunk with(IndexPlaces places) {
    return new RawChunk(
        type,
        path,
        codec,
        values,
        uncompressed,
        compressed,
        dataPage,
        dictionaryPage,
        dataPages,
        statistics,
        places);
  }

  private static RawChunk readMetaData(CompactInput input) {
    input.expectStruct();
    int type = -1;
    List<String> path = List.of();
    int codec = -1;
    long values = -1;
    long uncompressed = -1;
    long compressed = -1;
    long dataPage = -1;
    long dictionaryPage = 0;
    DataPages dataPages = DataPages.UNKNOWN;
    DataPages listed = DataPages.UNKNOWN;
    RawStatistics statistics = RawStatistics.NONE;
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      switch (f) {
        case 1 -> type = input.readInt();
        case 2 -> listed = listed(input.readInts());
        case 3 -> path = input.readTexts();
        case 4 -> codec = input.readInt();
        case 5 -> values = input.readLong();
        case 6 -> uncompressed = input.readLong();
        case 7 -> compressed = input.readLong();
        case 9 -> dataPage = input.readLong();
        case 11 -> dictionaryPage = input.readLong();
        case 12 -> statistics = RawStatistics.read(input);
        case 13 -> dataPages = readEncodings(input);
        default -> input.skipValue();
      }
    }
    return new RawChunk(
        type,
        path,
        codec,
        values,
        uncompressed,
        compressed,
        dataPage,
        dictionaryPage,
        dataPages == DataPages.UNKNOWN ? listed : dataPages,
        statistics,
        IndexPlaces.NONE);
  }

  /** What the encodings that a chunk uses, levels included, say of its data pages. */
  private static DataPages listed(long[] encodings) {
    boolean hasIds = false;
    for (long encoding : encodings) {
      if (encoding != PLAIN_DICTIONARY && encoding != RLE && encoding != BIT_PACKED) {
        return DataPages.UNKNOWN;
      }
      hasIds |= encoding == PLAIN_DICTIONARY;
    }
    return hasIds ? DataPages.LISTED_IDS : DataPages.UNKNOWN;
  }

  /** How many pages of each kind are in which encoding. */
  private static DataPages readEncodings(CompactInput input) {
    DataPages pages = DataPages.IDS;
    for (int n = input.startStructs(); n > 0; n--) {
      int kind = -1;
      int encoding = -1;
      int count = 0;
      for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
        switch (f) {
          case 1 -> kind = input.readInt();
          case 2 -> encoding = input.readInt();
          case 3 -> count = input.readInt();
          default -> input.skipValue();
        }
      }
      boolean isData = kind == DATA_PAGE || kind == DATA_PAGE_V2;
      boolean isIds = encoding == PLAIN_DICTIONARY || encoding == RLE_DICTIONARY;
      if (isData && count > 0 && !isIds) {
        pages = DataPages.OTHER;
      }
    }
    return pages;
  }

  private static WeftException unsupported(String why) {
    return WeftException.of(ErrorCode.UNSUPPORTED_FILE, why);
  }
}
