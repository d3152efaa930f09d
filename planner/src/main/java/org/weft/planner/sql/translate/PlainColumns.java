package org.weft.planner.sql.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.weft.planner.expr.Expression;
import org.weft.planner.logical.LogicalPlan;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TypeKind;

/**
 * The rows of a query for those who know fewer types than the engine: values of the others, also in
 * lists, structs and maps, become the texts that they are written as.
 */
public final class PlainColumns {
  private static final Set<TypeKind> UNKNOWN_TO_READERS = Set.of(TypeKind.UUID, TypeKind.ENUM);

  private static final Set<TypeKind> UNKNOWN_TO_PARQUET = Set.of(TypeKind.ENUM);

  private PlainColumns() {}

  /** As results are given out, and as other files than Parquet's hold them. */
  public static LogicalPlan of(LogicalPlan plan) {
    return without(plan, UNKNOWN_TO_READERS);
  }

  /** As Parquet files hold them, which have UUIDs. */
  public static LogicalPlan ofParquet(LogicalPlan plan) {
    return without(plan, UNKNOWN_TO_PARQUET);
  }

  private static LogicalPlan without(LogicalPlan plan, Set<TypeKind> kinds) {
    List<Field> fields = new ArrayList<>();
    List<Expression> expressions = new ArrayList<>();
    for (int i = 0; i < plan.schema().size(); i++) {
      Field field = plan.schema().field(i);
      DataType type = without(field.type(), kinds);
      fields.add(new Field(field.name(), type, field.nullability()));
      expressions.add(Casts.to(PlanTranslation.column(plan.schema(), i), type));
    }
    Schema schema = new Schema(fields);
    return schema.equals(plan.schema())
        ? plan
        : new LogicalPlan.Project(plan, expressions, schema, plan.estimate());
  }

  private static DataType without(DataType type, Set<TypeKind> kinds) {
    if (type instanceof ListType list) {
      return new ListType(without(list.element(), kinds));
    }
    if (type instanceof MapType map) {
      return new MapType(without(map.key(), kinds), without(map.value(), kinds));
    }
    if (type instanceof StructType struct) {
      return new StructType(
          struct.fields().stream()
              .map(f -> new Field(f.name(), without(f.type(), kinds), f.nullability()))
              .toList());
    }
    return kinds.contains(type.kind()) ? SimpleType.STRING : type;
  }
}
