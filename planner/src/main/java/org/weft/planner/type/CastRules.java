package org.weft.planner.type;

import java.util.List;
import java.util.OptionalInt;

/** Which types can be cast to which; single values may still fail. */
public final class CastRules {
  private CastRules() {}

  /** True if there is a cast. */
  public static boolean exists(DataType from, DataType to) {
    if (from.equals(to) || from.kind() == TypeKind.NULL) {
      return true;
    }
    TypeKind source = from.kind();
    if (source == TypeKind.ENUM) {
      return exists(SimpleType.STRING, to); // of its text
    }
    return switch (to.kind()) {
      case NULL -> false;
      case BOOLEAN -> from.isNumeric() || source == TypeKind.STRING;
      case INT8, INT16, INT32, INT64, FLOAT32, FLOAT64, DECIMAL ->
          from.isNumeric() || source == TypeKind.BOOLEAN || source == TypeKind.STRING;
      case DATE ->
          source == TypeKind.DATE || source == TypeKind.TIMESTAMP || source == TypeKind.STRING;
      case TIMESTAMP ->
          source == TypeKind.DATE || source == TypeKind.TIMESTAMP || source == TypeKind.STRING;
      case TIME ->
          source == TypeKind.TIME || source == TypeKind.TIMESTAMP || source == TypeKind.STRING;
      case INTERVAL -> source == TypeKind.STRING;
      case STRING -> true;
      case BINARY -> source == TypeKind.STRING || source == TypeKind.UUID || from.isInteger();
      case UUID -> source == TypeKind.STRING || source == TypeKind.BINARY;
      case ENUM -> source == TypeKind.STRING || source == TypeKind.ENUM;
      case LIST, STRUCT, MAP -> source == TypeKind.STRING || existsInside(from, to);
    };
  }

  private static boolean existsInside(DataType from, DataType to) {
    if (from instanceof ListType source && to instanceof ListType target) {
      return exists(source.element(), target.element());
    }
    if (from instanceof MapType source && to instanceof MapType target) {
      return exists(source.key(), target.key()) && exists(source.value(), target.value());
    }
    if (from instanceof StructType source && to instanceof MapType target) {
      return exists(SimpleType.STRING, target.key())
          && source.fields().stream().allMatch(field -> exists(field.type(), target.value()));
    }
    if (!(from instanceof StructType source) || !(to instanceof StructType target)) {
      return false;
    }
    List<OptionalInt> fields = fields(source, target);
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).isPresent()
          && !exists(source.type(fields.get(i).getAsInt()), target.type(i))) {
        return false;
      }
    }
    return !fields.isEmpty();
  }

  /**
   * For each field of a struct to be cast to, the field it comes from: by name, nothing for one
   * that is new; or by position, if no name is common to both, one has none of its own, as a ROW,
   * and they have as many fields.
   *
   * @return empty if there is no cast
   */
  public static List<OptionalInt> fields(StructType from, StructType to) {
    if (from.sharesNameWith(to)) {
      return to.fields().stream().map(field -> from.indexOf(field.name())).toList();
    }
    boolean byPosition = (from.isUnnamed() || to.isUnnamed()) && from.size() == to.size();
    if (!byPosition) {
      return List.of();
    }
    return java.util.stream.IntStream.range(0, to.size()).mapToObj(OptionalInt::of).toList();
  }
}
