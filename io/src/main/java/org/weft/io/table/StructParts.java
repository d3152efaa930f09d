package org.weft.io.table;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.StructType;

/** What of a file's structs is asked for where a query uses some fields only. */
final class StructParts {
  private StructParts() {}

  /** True if what {@link #of} gives can become the wanted type. */
  static boolean fits(DataType part, DataType wanted) {
    if (!(part instanceof StructType struct && wanted instanceof StructType wide)) {
      return Widening.isPossible(part, wanted);
    }
    boolean isWitness = struct.size() == 1 && !struct.sharesNameWith(wide);
    return isWitness
        || struct.fields().stream()
            .allMatch(
                field -> {
                  OptionalInt there = wide.indexOf(field.name());
                  return there.isPresent() && fits(field.type(), wide.type(there.getAsInt()));
                });
  }

  /**
   * A file's type without the fields, at any depth of structs, that the wanted one lacks. If it has
   * none of those that are wanted one stays, for it says which structs are null.
   */
  static DataType of(DataType inFile, DataType wanted) {
    if (!(inFile instanceof StructType struct && wanted instanceof StructType part)) {
      return inFile;
    }
    List<Field> kept = new ArrayList<>();
    for (Field field : struct.fields()) {
      OptionalInt there = part.indexOf(field.name());
      if (there.isPresent()) {
        kept.add(Field.nullable(field.name(), of(field.type(), part.type(there.getAsInt()))));
      }
    }
    return kept.isEmpty() ? new StructType(struct.fields().subList(0, 1)) : new StructType(kept);
  }
}
