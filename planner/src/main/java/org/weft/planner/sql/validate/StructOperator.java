package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.StructKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlTypeName;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * Makes one struct of the fields of several. The fields of a null struct are null, as in DuckDB.
 */
public final class StructOperator extends TypedOperator {
  /** {@code struct_concat(struct, struct, …)}. */
  public static final StructOperator CONCAT = new StructOperator("STRUCT_CONCAT", Repeated.ERROR);

  /** {@code struct_insert(struct, name := value, …)}, the added fields as a struct. */
  public static final StructOperator INSERT = new StructOperator("STRUCT_INSERT", Repeated.ERROR);

  /** {@code struct_update(struct, name := value, …)}, the changed fields as a struct. */
  public static final StructOperator UPDATE =
      new StructOperator("STRUCT_UPDATE", Repeated.LAST_COUNTS);

  private final Repeated repeated;

  /** What a field means that an earlier struct has too. */
  private enum Repeated {
    ERROR,
    LAST_COUNTS
  }

  /** A field of one of the structs, both from 0. */
  public record Source(int struct, int field) {}

  private StructOperator(String name, Repeated repeated) {
    super(name);
    this.repeated = repeated;
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding call) {
    List<RelDataType> structs = call.collectOperandTypes();
    boolean areStructs =
        !structs.isEmpty() && structs.stream().allMatch(t -> t.getSqlTypeName() == SqlTypeName.ROW);
    if (!areStructs) {
      throw WeftException.of(
              ErrorCode.TYPE_MISMATCH,
              "function " + getName().toLowerCase(Locale.ROOT) + " takes structs")
          .hint("write " + usage());
    }
    List<String> names = new ArrayList<>();
    List<RelDataType> types = new ArrayList<>();
    for (Source source : sources(structs)) {
      var field = structs.get(source.struct()).getFieldList().get(source.field());
      names.add(field.getName().startsWith("EXPR$") ? "f" + (names.size() + 1) : field.getName());
      types.add(SqlTypes.INSTANCE.createTypeWithNullability(field.getType(), true));
    }
    return SqlTypes.INSTANCE.createTypeWithNullability(
        SqlTypes.INSTANCE.createStructType(StructKind.FULLY_QUALIFIED, types, names), true);
  }

  private String usage() {
    return this == CONCAT
        ? "struct_concat(struct, struct, …)"
        : getName().toLowerCase(Locale.ROOT) + "(struct, name := value, …)";
  }

  /** Where the fields of the result come from, in their order. */
  public List<Source> sources(List<RelDataType> structs) {
    Map<String, Source> sources = new LinkedHashMap<>();
    for (int i = 0; i < structs.size(); i++) {
      for (var field : structs.get(i).getFieldList()) {
        String name = key(field.getName(), i);
        Source before = sources.put(name, new Source(i, field.getIndex()));
        if (before != null && repeated == Repeated.ERROR) {
          throw WeftException.of(
                  ErrorCode.AMBIGUOUS_NAME,
                  "the struct has a field '" + field.getName() + "' already")
              .hint("use struct_update(struct, name := value) to change a field");
        }
      }
    }
    return List.copyOf(sources.values());
  }

  /** Fields of a ROW have no names of their own: all of them are different. */
  private static String key(String name, int struct) {
    return name.startsWith("EXPR$") ? struct + name : name.toLowerCase(Locale.ROOT);
  }
}
