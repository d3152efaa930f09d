package org.weft.io.parquet.footer;

import org.weft.io.parquet.thrift.CompactInput;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * A node of a file's schema as it is written, depth first.
 *
 * @param type number of the physical type, -1 for a group
 * @param typeLength of a fixed byte array
 * @param repetition 0 required, 1 optional, 2 repeated
 * @param children of a group
 * @param annotation what the stored values mean
 */
record SchemaElement(
    int type, int typeLength, int repetition, String name, int children, Annotation annotation) {

  boolean isGroup() {
    return type < 0;
  }

  static SchemaElement read(CompactInput input) {
    int type = -1;
    int typeLength = 0;
    int repetition = 0;
    String name = null;
    int children = 0;
    int converted = -1;
    int scale = 0;
    int precision = 0;
    Annotation annotation = null;
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      switch (f) {
        case 1 -> type = input.readInt();
        case 2 -> typeLength = input.readInt();
        case 3 -> repetition = input.readInt();
        case 4 -> name = input.readText();
        case 5 -> children = input.readInt();
        case 6 -> converted = input.readInt();
        case 7 -> scale = input.readInt();
        case 8 -> precision = input.readInt();
        case 10 -> annotation = Annotation.read(input);
        default -> input.skipValue();
      }
    }
    if (name == null) {
      throw WeftException.of(ErrorCode.CORRUPT_FILE, "a column of its schema has no name");
    }
    if (annotation == null) {
      annotation = Annotation.ofConverted(converted, precision, scale);
    }
    return new SchemaElement(type, typeLength, repetition, name, children, annotation);
  }
}
