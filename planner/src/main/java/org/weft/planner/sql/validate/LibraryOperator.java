package org.weft.planner.sql.validate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlSyntax;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.function.Trait;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;

/** A function of the registry, under one of its names. */
public class LibraryOperator extends SqlFunction {
  private final FunctionEntry entry;

  LibraryOperator(String name, FunctionEntry entry) {
    super(
        name,
        SqlKind.OTHER_FUNCTION,
        null,
        null,
        new LibraryArguments(name, entry),
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.entry = entry;
  }

  /** The operator of a function under its own name. */
  public static LibraryOperator of(FunctionEntry entry) {
    return new LibraryOperator(entry.name().toUpperCase(Locale.ROOT), entry);
  }

  /** What the registry says about it. */
  public FunctionEntry entry() {
    return entry;
  }

  /** What the standard writes without parentheses. */
  @Override
  public SqlSyntax getSyntax() {
    return switch (getName()) {
      case "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP" ->
          SqlSyntax.FUNCTION_ID;
      default -> SqlSyntax.FUNCTION;
    };
  }

  @Override
  public boolean isDeterministic() {
    return !entry.has(Trait.VOLATILE);
  }

  @Override
  public RelDataType inferReturnType(SqlOperatorBinding call) {
    return resultOf(call.collectOperandTypes());
  }

  /** The type of the result for arguments of types that it takes. */
  RelDataType resultOf(List<RelDataType> types) {
    List<DataType> arguments = types.stream().map(LibraryArguments::type).toList();
    Optional<FunctionEntry.Binding> bound = entry.bind(arguments);
    if (bound.isEmpty()) {
      throw new IllegalStateException(getName() + " over " + arguments + " was not checked");
    }
    return SqlTypes.INSTANCE.of(bound.get().result(), nullability(types));
  }

  private Field.Nullability nullability(List<RelDataType> arguments) {
    if (entry.has(Trait.NEVER_NULL)) {
      return Field.Nullability.REQUIRED;
    }
    boolean mayBeNull =
        entry.has(Trait.GIVES_NULL)
            || entry.has(Trait.TAKES_NULLS)
            || arguments.stream().anyMatch(RelDataType::isNullable);
    return mayBeNull ? Field.Nullability.NULLABLE : Field.Nullability.REQUIRED;
  }
}
