package org.weft.io.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * The one schema of several files: same names and types, in any order. A column may hold nulls if
 * it may in one of them. Order and spelling are the first file's.
 */
final class SchemaAgreement {
  private SchemaAgreement() {}

  static Schema of(List<FileDescription> files) {
    FileDescription first = files.get(0);
    checkNames(first);
    Schema agreed = first.schema();
    Map<Schema, Schema> seen = new HashMap<>();
    for (FileDescription file : files) {
      if (seen.putIfAbsent(file.schema(), file.schema()) == null) {
        agreed = agree(agreed, first, file);
      }
    }
    return agreed;
  }

  private static Schema agree(Schema agreed, FileDescription first, FileDescription other) {
    List<Field> fields = new ArrayList<>(agreed.size());
    for (Field field : agreed.fields()) {
      int ordinal =
          other
              .schema()
              .indexOf(field.name())
              .orElseThrow(
                  () ->
                      mismatch(
                          "column '"
                              + field.name()
                              + "' of "
                              + path(first)
                              + " is not in "
                              + path(other)));
      Field found = other.schema().field(ordinal);
      if (!found.type().equals(field.type())) {
        throw mismatch(
            "column '"
                + field.name()
                + "' is "
                + field.type()
                + " in "
                + path(first)
                + " but "
                + found.type()
                + " in "
                + path(other));
      }
      fields.add(found.nullability() == Field.Nullability.NULLABLE ? field.asNullable() : field);
    }
    checkNames(other);
    for (Field field : other.schema().fields()) {
      if (agreed.indexOf(field.name()).isEmpty()) {
        throw mismatch(
            "column '" + field.name() + "' of " + path(other) + " is not in " + path(first));
      }
    }
    return new Schema(fields);
  }

  /** Columns are found by name, without case; two of one name could not be told apart. */
  private static void checkNames(FileDescription file) {
    Schema schema = file.schema();
    for (int i = 0; i < schema.size(); i++) {
      String name = schema.field(i).name();
      if (schema.indexOf(name).orElseThrow() != i) {
        throw WeftException.of(
            ErrorCode.UNSUPPORTED_FILE,
            path(file) + " has two columns '" + name + "', which differ at most in case");
      }
    }
  }

  private static String path(FileDescription file) {
    return file.file().path();
  }

  private static WeftException mismatch(String sentence) {
    return WeftException.of(ErrorCode.SCHEMA_MISMATCH, sentence)
        .hint("name the files of one schema only");
  }
}
