package org.weft.io.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.weft.io.scan.FileDescription;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.ReadOptions;
import org.weft.planner.type.CommonType;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/**
 * The one schema of several files. Columns are found by name, without case; order and spelling are
 * those of the file that has the column first. A column may hold nulls if it may in one of the
 * files, or is not in one of them; its type is the one that holds the values of all.
 */
final class SchemaAgreement {
  private final ReadOptions.Union union;
  private final FileDescription first;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private int schemas;

  private SchemaAgreement(ReadOptions.Union union, FileDescription first) {
    this.union = union;
    this.first = first;
  }

  /** A column so far. */
  private static final class Column {
    private Field field;
    private final FileDescription file;
    private int seen;

    Column(Field field, FileDescription file) {
      this.field = field;
      this.file = file;
    }
  }

  static Schema of(List<FileDescription> files, ReadOptions.Union union) {
    SchemaAgreement agreement = new SchemaAgreement(union, files.get(0));
    Map<Schema, Schema> seen = new HashMap<>();
    for (FileDescription file : files) {
      if (seen.putIfAbsent(file.schema(), file.schema()) == null) {
        agreement.add(file);
      }
    }
    return agreement.schema();
  }

  private void add(FileDescription file) {
    checkNames(file);
    schemas++;
    for (Field field : file.schema().fields()) {
      Column column =
          columns.computeIfAbsent(
              field.name().toLowerCase(Locale.ROOT), key -> new Column(field, file));
      if (union == ReadOptions.Union.SAME_NAMES && column.file == file && file != first) {
        throw missing(field, file, first);
      }
      column.seen++;
      column.field = agreed(column, field, file);
    }
    if (union == ReadOptions.Union.SAME_NAMES) {
      for (Column column : columns.values()) {
        if (column.seen < schemas) {
          throw missing(column.field, column.file, file);
        }
      }
    }
  }

  private static Field agreed(Column column, Field found, FileDescription file) {
    DataType type = column.field.type();
    if (!found.type().equals(type)) {
      DataType before = type;
      type =
          CommonType.of(before, found.type())
              .filter(common -> holds(common, before) && holds(common, found.type()))
              .orElseThrow(
                  () ->
                      mismatch(
                          "column '"
                              + column.field.name()
                              + "' is "
                              + before
                              + " in "
                              + path(column.file)
                              + " but "
                              + found.type()
                              + " in "
                              + path(file)));
    }
    boolean isNullable =
        found.nullability() == Field.Nullability.NULLABLE
            || column.field.nullability() == Field.Nullability.NULLABLE;
    Field agreed = new Field(column.field.name(), type, column.field.nullability());
    return isNullable ? agreed.asNullable() : agreed;
  }

  private static boolean holds(DataType wide, DataType narrow) {
    return Widening.isPossible(narrow, wide);
  }

  private Schema schema() {
    List<Field> fields = new ArrayList<>();
    for (Column column : columns.values()) {
      fields.add(column.seen < schemas ? column.field.asNullable() : column.field);
    }
    return new Schema(fields);
  }

  /** Columns without a name could not be asked for, two of one name not be told apart. */
  private static void checkNames(FileDescription file) {
    Schema schema = file.schema();
    for (int i = 0; i < schema.size(); i++) {
      String name = schema.field(i).name();
      if (name.isEmpty()) {
        throw WeftException.of(
                ErrorCode.UNSUPPORTED_FILE, path(file) + ": its column " + (i + 1) + " has no name")
            .hint("write the file with a name for it");
      }
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

  private static WeftException missing(Field field, FileDescription there, FileDescription not) {
    return mismatch("column '" + field.name() + "' of " + path(there) + " is not in " + path(not))
        .hint("use union_by_name => true to have it null there");
  }

  private static WeftException mismatch(String sentence) {
    return WeftException.of(ErrorCode.SCHEMA_MISMATCH, sentence)
        .hint("name the files of one schema only");
  }
}
