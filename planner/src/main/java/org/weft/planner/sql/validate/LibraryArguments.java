package org.weft.planner.sql.validate;

import static org.weft.planner.type.SimpleType.STRING;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.function.ArgumentKind;
import org.weft.planner.function.Form;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.function.Trait;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TypeKind;

/** The arguments that the forms of a function take. */
final class LibraryArguments implements SqlOperandTypeChecker {
  private final String name;
  private final FunctionEntry entry;

  LibraryArguments(String name, FunctionEntry entry) {
    this.name = name;
    this.entry = entry;
  }

  /** The type of an argument. */
  static DataType type(RelDataType type) {
    if (!SqlTypes.isStorable(type)) {
      throw WeftException.of(
          ErrorCode.TYPE_MISMATCH,
          "no function takes an argument of type " + type.getSqlTypeName().getName());
    }
    return SqlTypes.toWeft(type);
  }

  /** All counts: a wrong one is told by {@link #checkOperandTypes}, with the forms there are. */
  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.any();
  }

  @Override
  public String getAllowedSignatures(SqlOperator operator, String operatorName) {
    return entry.explainedUsage(operatorName);
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding call, boolean throwOnFailure) {
    try {
      List<DataType> types = call.collectOperandTypes().stream().map(t -> type(t)).toList();
      if (entry.bind(types).isPresent()
          || takesTexts(call, types)
          || joinsOthers(call, types)
          || casts(call, types)) {
        return true;
      }
      if (throwOnFailure) {
        throw mismatch(types);
      }
      return false;
    } catch (WeftException e) {
      throw at(call.getCall().getParserPosition(), e);
    }
  }

  /** Tries what texts could be taken for, and casts them to it. */
  private boolean takesTexts(SqlCallBinding call, List<DataType> types) {
    for (Form form : entry.forms()) {
      if (!form.takes(types.size())) {
        continue;
      }
      List<DataType> wanted = new ArrayList<>(types);
      for (int i = 0; i < types.size(); i++) {
        ArgumentKind kind = form.parameter(i).kind();
        if (types.get(i) == STRING && kind.accept(STRING).isEmpty()) {
          int index = i;
          Optional<DataType> read = kind.ofText().filter(t -> isRead(call.operand(index), t));
          wanted.set(i, read.orElse(types.get(i)));
        }
      }
      if (!wanted.equals(types) && form.accept(wanted).isPresent()) {
        cast(call, types, wanted);
        return true;
      }
    }
    return false;
  }

  /**
   * Reads literals as what stands beside them, or lies in lists and maps there: {@code
   * greatest(day, '2020-01-01')}, {@code list_contains(days, '2020-01-01')}.
   */
  private boolean joinsOthers(SqlCallBinding call, List<DataType> types) {
    Set<DataType> others = new LinkedHashSet<>(types);
    for (DataType type : types) {
      if (type instanceof ListType list) {
        others.add(list.element());
      } else if (type instanceof MapType map) {
        others.addAll(List.of(map.key(), map.value()));
      }
    }
    for (DataType other : others) {
      List<DataType> wanted = new ArrayList<>(types);
      for (int i = 0; i < types.size(); i++) {
        if (types.get(i) == STRING && reads(call.operand(i), other)) {
          wanted.set(i, other);
        }
      }
      if (!wanted.equals(types) && entry.bind(wanted).isPresent()) {
        cast(call, types, wanted);
        return true;
      }
    }
    return false;
  }

  /**
   * Casts texts to what is wanted of them, and what is wanted as a text to that; values that share
   * a type, of which one is the result, become texts if some of them are.
   */
  private boolean casts(SqlCallBinding call, List<DataType> types) {
    Optional<List<DataType>> wanted =
        entry.forms().stream().flatMap(form -> castsOf(form, types).stream()).findFirst();
    wanted.ifPresent(to -> cast(call, types, to));
    return wanted.isPresent();
  }

  /** The types of which a form takes the arguments, if some of them have to be cast to those. */
  private Optional<List<DataType>> castsOf(Form form, List<DataType> types) {
    if (!form.takes(types.size())) {
      return Optional.empty();
    }
    List<DataType> wanted = new ArrayList<>(types);
    for (int i = 0; i < types.size(); i++) {
      ArgumentKind kind = form.parameter(i).kind();
      if (kind.accept(types.get(i)).isEmpty()) {
        wanted.set(i, kind.castOf(types.get(i)).orElse(types.get(i)));
      }
    }
    if (entry.has(Trait.CHOOSES) && form.accept(wanted).isEmpty()) {
      shareText(form, wanted);
    }
    boolean isTaken = !wanted.equals(types) && form.accept(wanted).isPresent();
    return isTaken ? Optional.of(wanted) : Optional.empty();
  }

  private static void shareText(Form form, List<DataType> types) {
    List<Integer> shared =
        IntStream.range(0, types.size())
            .filter(i -> form.parameter(i).kind() == ArgumentKind.SAME)
            .boxed()
            .toList();
    boolean areTexts =
        shared.stream().anyMatch(i -> types.get(i) == STRING)
            && shared.stream().allMatch(i -> ArgumentKind.TEXT.castOf(types.get(i)).isPresent());
    if (areTexts) {
      shared.forEach(i -> types.set(i, STRING));
    }
  }

  /**
   * True if a text is read as such an argument: a literal that is one, and any text in the place of
   * a date or a timestamp, for Hive and Spark keep these as texts. It is an error where one is
   * none.
   */
  private static boolean isRead(SqlNode node, DataType type) {
    boolean isTime = type == SimpleType.DATE || type.kind() == TypeKind.TIMESTAMP;
    return reads(node, type) || (isTime && !DialectCoercion.isTextLiteral(node));
  }

  private static boolean reads(SqlNode node, DataType type) {
    RelDataType target = SqlTypes.INSTANCE.of(type, Field.Nullability.REQUIRED);
    return DialectCoercion.isTextLiteral(node)
        && TextLiterals.isValue(((SqlLiteral) node).getValueAs(String.class), target);
  }

  private static void cast(SqlCallBinding call, List<DataType> types, List<DataType> wanted) {
    DialectCoercion coercion = (DialectCoercion) call.getValidator().getTypeCoercion();
    for (int i = 0; i < types.size(); i++) {
      if (!types.get(i).equals(wanted.get(i))) {
        coercion.castArgument(
            call, i, SqlTypes.INSTANCE.of(wanted.get(i), Field.Nullability.REQUIRED));
      }
    }
  }

  private WeftException mismatch(List<DataType> types) {
    boolean countFits = entry.forms().stream().anyMatch(form -> form.takes(types.size()));
    return countFits
        ? entry.notTaken(
            name.toLowerCase(),
            types.stream().map(DataType::toString).collect(Collectors.joining(", ")))
        : entry.wrongCount(name.toLowerCase(), types.size());
  }

  static CalciteContextException at(SqlParserPos place, WeftException error) {
    return new CalciteContextException(
        "",
        error,
        place.getLineNum(),
        place.getColumnNum(),
        place.getEndLineNum(),
        place.getEndColumnNum());
  }
}
