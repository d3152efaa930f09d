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
    RawStatistics statistics) {

  /** The offset of the first page. A dictionary page stands first; 0 says there is none. */
  long offset() {
    return dictionaryPage > 0 && dictionaryPage < dataPage ? dictionaryPage : dataPage;
  }

  static RawChunk read(CompactInput input) {
    RawChunk chunk = null;
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      switch (f) {
        case 1 -> throw unsupported("its data is in another file: " + input.readText());
        case 3 -> chunk = readMetaData(input);
        case 8, 9 -> throw unsupported("it has an encrypted column");
        default -> input.skipValue();
      }
    }
    if (chunk == null) {
      throw WeftException.of(ErrorCode.CORRUPT_FILE, "a column chunk is not described");
    }
    return chunk;
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
    RawStatistics statistics = RawStatistics.NONE;
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      switch (f) {
        case 1 -> type = input.readInt();
        case 3 -> path = input.readTexts();
        case 4 -> codec = input.readInt();
        case 5 -> values = input.readLong();
        case 6 -> uncompressed = input.readLong();
        case 7 -> compressed = input.readLong();
        case 9 -> dataPage = input.readLong();
        case 11 -> dictionaryPage = input.readLong();
        case 12 -> statistics = RawStatistics.read(input);
        default -> input.skipValue();
      }
    }
    return new RawChunk(
        type, path, codec, values, uncompressed, compressed, dataPage, dictionaryPage, statistics);
  }

  private static WeftException unsupported(String why) {
    return WeftException.of(ErrorCode.UNSUPPORTED_FILE, why);
  }
}
