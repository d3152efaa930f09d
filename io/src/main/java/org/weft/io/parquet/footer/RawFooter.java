package org.weft.io.parquet.footer;

import java.util.ArrayList;
import java.util.List;
import org.weft.io.parquet.thrift.ArrayInput;
import org.weft.io.parquet.thrift.CompactInput;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * A footer as it is written.
 *
 * @param ordered per column, whether its statistics are in the order of its type; empty if no order
 *     is given
 */
record RawFooter(List<SchemaElement> schema, long rows, List<Group> groups, List<Boolean> ordered) {

  /** A row group as it is written. */
  record Group(List<RawChunk> chunks, long rows) {}

  static RawFooter parse(byte[] footer) {
    CompactInput input = new ArrayInput(footer, 0, footer.length);
    List<SchemaElement> schema = new ArrayList<>();
    List<Group> groups = new ArrayList<>();
    List<Boolean> ordered = new ArrayList<>();
    long rows = -1;
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      switch (f) {
        case 2 -> {
          for (int n = input.startStructs(); n > 0; n--) {
            schema.add(SchemaElement.read(input));
          }
        }
        case 3 -> rows = input.readLong();
        case 4 -> {
          for (int n = input.startStructs(); n > 0; n--) {
            groups.add(readGroup(input));
          }
        }
        case 7 -> {
          for (int n = input.startStructs(); n > 0; n--) {
            ordered.add(readOrder(input));
          }
        }
        case 8 -> throw WeftException.of(ErrorCode.UNSUPPORTED_FILE, "it is encrypted");
        default -> input.skipValue();
      }
    }
    return new RawFooter(schema, rows, groups, ordered);
  }

  private static Group readGroup(CompactInput input) {
    List<RawChunk> chunks = new ArrayList<>();
    long rows = -1;
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      switch (f) {
        case 1 -> {
          for (int n = input.startStructs(); n > 0; n--) {
            chunks.add(RawChunk.read(input));
          }
        }
        case 3 -> rows = input.readLong();
        default -> input.skipValue();
      }
    }
    return new Group(chunks, rows);
  }

  /** A union: 1 is the order of the type, 2 that of floating point (which is the same to us). */
  private static boolean readOrder(CompactInput input) {
    boolean known = false;
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      known |= f == 1 || f == 2;
      input.skipValue();
    }
    return known;
  }
}
