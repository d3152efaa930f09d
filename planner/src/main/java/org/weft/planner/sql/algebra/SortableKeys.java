package org.weft.planner.sql.algebra;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.sql.validate.LibraryAggregate;
import org.weft.planner.sql.validate.LibraryOperator;
import org.weft.planner.sql.validate.SqlTypes;
import org.weft.planner.type.DataType;
import org.weft.planner.type.SimpleType;

/**
 * Makes columns of lists, structs, maps and intervals fit for operators that know only bytes and
 * numbers: sorts get a column of keys that sort as the values do, MIN and MAX find the least and
 * greatest key and take its value, and intervals, alone or inside of others, are grouped by what
 * equal ones share.
 */
public final class SortableKeys extends RelHomogeneousShuttle {
  private static final SqlOperator SORT_KEY = operator("sort_key");
  private static final SqlOperator EQUAL_KEY = operator("equal_key");
  private static final SqlOperator SORT_VALUE = operator("sort_value");
  private static final SqlOperator LENGTH = operator("interval_length");
  private static final SqlOperator OF_PARTS = operator("interval_of");
  private static final SqlOperator NORMAL = operator("interval_normal");

  private SortableKeys() {}

  private static SqlOperator operator(String name) {
    return LibraryOperator.of(FunctionRegistry.get(name));
  }

  /** The same tree with such columns replaced where it matters. */
  public static RelNode make(RelNode tree) {
    return tree.accept(new SortableKeys());
  }

  /** True if values of a type do not sort as their bytes or numbers do. */
  public static boolean isNeeded(RelDataType type) {
    return SqlTypes.isStorable(type) && isNeeded(SqlTypes.toWeft(type));
  }

  private static boolean isNeeded(DataType type) {
    return type == SimpleType.INTERVAL || type.isNested();
  }

  /** What sorts as the value: for windows and other places that take expressions. */
  public static RexNode key(RexNode value, RexBuilder rex) {
    SqlOperator operator =
        SqlTypes.toWeft(value.getType()) == SimpleType.INTERVAL ? LENGTH : SORT_KEY;
    return rex.makeCall(operator, value);
  }

  /** What is equal, byte for byte, for equal values: intervals are equal if their lengths are. */
  public static RexNode groupKey(RexNode value, RexBuilder rex) {
    DataType type = SqlTypes.toWeft(value.getType());
    if (type == SimpleType.INTERVAL) {
      return rex.makeCall(value.getType(), NORMAL, List.of(value));
    }
    return type.holdsIntervals() ? rex.makeCall(EQUAL_KEY, value) : value;
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode below = super.visit(node);
    if (below instanceof Sort sort) {
      return sort(sort);
    }
    return below instanceof Aggregate aggregate ? aggregate(aggregate) : below;
  }

  private static RelNode sort(Sort sort) {
    RelNode input = sort.getInput();
    List<RelDataTypeField> fields = input.getRowType().getFieldList();
    RexBuilder rex = sort.getCluster().getRexBuilder();
    Columns columns = Columns.of(input);
    List<RelFieldCollation> keys = new ArrayList<>();
    for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
      boolean replaced = isNeeded(fields.get(key.getFieldIndex()).getType());
      keys.add(
          replaced
              ? key.withFieldIndex(
                  columns.add(key(rex.makeInputRef(input, key.getFieldIndex()), rex)))
              : key);
    }
    if (columns.size() == fields.size()) {
      return sort;
    }
    RelNode sorted =
        LogicalSort.create(columns.project(input), RelCollations.of(keys), sort.offset, sort.fetch);
    return Columns.of(sorted).first(fields.size()).project(sorted);
  }

  private static RelNode aggregate(Aggregate aggregate) {
    RelNode input = aggregate.getInput();
    List<RelDataTypeField> fields = input.getRowType().getFieldList();
    RexBuilder rex = aggregate.getCluster().getRexBuilder();
    Columns columns = Columns.of(input);
    List<Integer> written = new ArrayList<>();
    for (int key : aggregate.getGroupSet()) {
      if (holdsIntervals(fields.get(key))) {
        written.add(columns.add(rex.makeInputRef(input, key)));
        columns.set(key, groupKey(rex.makeInputRef(input, key), rex));
      } else {
        written.add(null);
      }
    }
    boolean changed = written.stream().anyMatch(Objects::nonNull);
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      AggregateCall same = call;
      if (call.getAggregation() instanceof LibraryAggregate library) {
        same = new LibraryKeys(library, input, columns).over(call);
      } else if (isExtreme(call) && isNeeded(fields.get(call.getArgList().get(0)).getType())) {
        RexNode key = rex.makeCall(SORT_KEY, rex.makeInputRef(input, call.getArgList().get(0)));
        int column = columns.add(key);
        same =
            AggregateCall.create(
                call.getParserPosition(),
                call.getAggregation(),
                false,
                false,
                false,
                List.of(),
                List.of(column),
                call.filterArg,
                null,
                RelCollations.EMPTY,
                SqlTypes.INSTANCE.createTypeWithNullability(
                    key.getType(), call.getType().isNullable()),
                call.getName());
      } else if (call.isDistinct()
          && call.getArgList().stream()
              .anyMatch(argument -> holdsIntervals(fields.get(argument)))) {
        same =
            call.withArgList(
                call.getArgList().stream()
                    .map(
                        argument ->
                            holdsIntervals(fields.get(argument))
                                ? columns.add(groupKey(rex.makeInputRef(input, argument), rex))
                                : argument)
                    .toList());
      }
      changed |= same != call;
      calls.add(withWritten(same, written, aggregate));
    }
    return changed ? restored(aggregate, columns.project(input), calls, written) : aggregate;
  }

  /** The call over the keys as they are written, not over what stands for them in the grouping. */
  private static AggregateCall withWritten(
      AggregateCall call, List<Integer> written, Aggregate aggregate) {
    return call.withArgList(
        call.getArgList().stream()
            .map(
                argument -> {
                  int key = aggregate.getGroupSet().indexOf(argument);
                  return key >= 0 && written.get(key) != null ? written.get(key) : argument;
                })
            .toList());
  }

  private static boolean holdsIntervals(RelDataTypeField field) {
    return SqlTypes.isStorable(field.getType())
        && SqlTypes.toWeft(field.getType()).holdsIntervals();
  }

  /** A call of the library over keys where it compares values. */
  private record LibraryKeys(LibraryAggregate library, RelNode input, Columns columns) {
    AggregateCall over(AggregateCall call) {
      org.weft.planner.expr.Aggregate function = library.function().aggregate();
      List<Integer> arguments = new ArrayList<>(call.getArgList());
      RelDataType type = call.getType();
      switch (function) {
        case QUANTILE_CONT, QUANTILE_DISC, MODE -> {
          if (isNeeded(typeOf(arguments.get(0)))) {
            if (library.givesLists()) {
              throw WeftException.of(
                      ErrorCode.UNSUPPORTED_FEATURE,
                      library.function().name()
                          + " of several fractions over "
                          + SqlTypes.toWeft(typeOf(arguments.get(0)))
                          + " is not supported")
                  .hint("ask for each fraction by itself");
            }
            boolean isOfLengths = library.isOfLengths(SqlTypes.toWeft(typeOf(arguments.get(0))));
            RexNode key = rex().makeCall(isOfLengths ? LENGTH : SORT_KEY, column(arguments.get(0)));
            arguments.set(0, columns.add(key));
            type = SqlTypes.INSTANCE.createTypeWithNullability(key.getType(), true);
          }
        }
        case ARG_MIN, ARG_MAX, ARG_MIN_N, ARG_MAX_N -> {
          if (isNeeded(typeOf(arguments.get(1)))) {
            arguments.set(1, columns.add(key(column(arguments.get(1)), rex())));
          }
        }
        case MIN_N, MAX_N -> {
          if (isNeeded(typeOf(arguments.get(0)))) {
            throw WeftException.of(
                ErrorCode.UNSUPPORTED_FEATURE,
                library.function().entry().usage()
                    + " over "
                    + SqlTypes.toWeft(typeOf(arguments.get(0)))
                    + " is not supported");
          }
        }
        case ENTROPY, APPROX_COUNT_DISTINCT -> counted(arguments);
        case HISTOGRAM, TOP_K -> normal(arguments);
        default -> {
          if (call.isDistinct()) {
            normal(arguments);
          }
        }
      }
      List<RelFieldCollation> order = new ArrayList<>();
      for (RelFieldCollation key : call.getCollation().getFieldCollations()) {
        order.add(
            isNeeded(typeOf(key.getFieldIndex()))
                ? key.withFieldIndex(columns.add(key(column(key.getFieldIndex()), rex())))
                : key);
      }
      boolean isSame =
          arguments.equals(call.getArgList())
              && order.equals(call.getCollation().getFieldCollations());
      return isSame
          ? call
          : AggregateCall.create(
              call.getParserPosition(),
              library,
              call.isDistinct(),
              call.isApproximate(),
              call.ignoreNulls(),
              List.of(),
              arguments,
              call.filterArg,
              null,
              RelCollations.of(order),
              type,
              call.getName());
    }

    private void counted(List<Integer> arguments) {
      arguments.replaceAll(
          argument ->
              SqlTypes.toWeft(typeOf(argument)).holdsIntervals()
                  ? columns.add(groupKey(column(argument), rex()))
                  : argument);
    }

    private void normal(List<Integer> arguments) {
      for (int argument : arguments) {
        DataType type = SqlTypes.toWeft(typeOf(argument));
        if (type.holdsIntervals() && type.isNested()) {
          throw WeftException.of(
              ErrorCode.UNSUPPORTED_FEATURE,
              library.function().name() + " of different values of " + type + " is not supported");
        }
      }
      counted(arguments);
    }

    private RelDataType typeOf(int ordinal) {
      return input.getRowType().getFieldList().get(ordinal).getType();
    }

    private RexNode column(int ordinal) {
      return rex().makeInputRef(input, ordinal);
    }

    private RexBuilder rex() {
      return input.getCluster().getRexBuilder();
    }
  }

  private static boolean isExtreme(AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    return kind == SqlKind.MIN || kind == SqlKind.MAX;
  }

  /** The aggregation over other columns, with the values of keys that it found. */
  private static RelNode restored(
      Aggregate aggregate, RelNode input, List<AggregateCall> calls, List<Integer> written) {
    RexBuilder rex = aggregate.getCluster().getRexBuilder();
    int groups = aggregate.getGroupCount();
    List<AggregateCall> all = new ArrayList<>(calls);
    List<Integer> picked = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      picked.add(groups + all.size());
      if (written.get(i) != null) {
        all.add(anyOf(written.get(i), input, aggregate));
      }
    }
    RelNode over =
        aggregate.copy(
            aggregate.getTraitSet(), input, aggregate.getGroupSet(), aggregate.getGroupSets(), all);
    Columns columns = Columns.of(over).first(groups + calls.size());
    for (int i = 0; i < groups; i++) {
      if (written.get(i) != null) {
        columns.set(i, asWritten(over, i, picked.get(i), aggregate));
      }
    }
    for (int i = 0; i < calls.size(); i++) {
      RelDataType type = aggregate.getAggCallList().get(i).getType();
      RelDataType made = calls.get(i).getType();
      if (!made.equals(type)) {
        RexNode key = rex.makeInputRef(over, groups + i);
        boolean isLength = made.getSqlTypeName() == SqlTypeName.DECIMAL;
        columns.set(
            groups + i,
            isLength ? ofLength(key, type, rex) : rex.makeCall(type, SORT_VALUE, List.of(key)));
      }
    }
    return columns.project(over);
  }

  /** The interval of so many microseconds. */
  private static RexNode ofLength(RexNode length, RelDataType type, RexBuilder rex) {
    RexNode none = rex.makeExactLiteral(BigDecimal.ZERO);
    RelDataType whole =
        SqlTypes.INSTANCE.createTypeWithNullability(
            SqlTypes.INSTANCE.createSqlType(SqlTypeName.BIGINT), length.getType().isNullable());
    RexNode micros = rex.makeCast(whole, length);
    RexNode interval = rex.makeCall(type, OF_PARTS, List.of(none, none, micros));
    return rex.makeCall(type, NORMAL, List.of(interval));
  }

  /** A key as one row of its group has it; null where the key is, as in sets without it. */
  private static RexNode asWritten(RelNode over, int key, int picked, Aggregate aggregate) {
    RexBuilder rex = over.getCluster().getRexBuilder();
    RelDataType type = aggregate.getRowType().getFieldList().get(key).getType();
    RexNode value = rex.makeInputRef(over, picked);
    if (!type.isNullable()) {
      return rex.makeNotNull(value);
    }
    return rex.makeCall(
        type,
        SqlStdOperatorTable.CASE,
        List.of(
            rex.makeCall(SqlStdOperatorTable.IS_NULL, rex.makeInputRef(over, key)),
            rex.makeNullLiteral(type),
            value));
  }

  private static AggregateCall anyOf(int column, RelNode input, Aggregate aggregate) {
    return AggregateCall.create(
        SqlParserPos.ZERO,
        SqlStdOperatorTable.ANY_VALUE,
        false,
        false,
        false,
        List.of(),
        List.of(column),
        -1,
        null,
        RelCollations.EMPTY,
        aggregate.hasEmptyGroup(),
        input,
        null,
        "written" + column);
  }

  /** Columns of a projection, at first those of its input. */
  private static final class Columns {
    private final List<RexNode> expressions;
    private final List<String> names;

    private Columns(List<RexNode> expressions, List<String> names) {
      this.expressions = expressions;
      this.names = names;
    }

    static Columns of(RelNode input) {
      RexBuilder rex = input.getCluster().getRexBuilder();
      List<RexNode> columns = new ArrayList<>();
      for (int i = 0; i < input.getRowType().getFieldCount(); i++) {
        columns.add(rex.makeInputRef(input, i));
      }
      return new Columns(columns, new ArrayList<>(input.getRowType().getFieldNames()));
    }

    Columns first(int count) {
      return new Columns(expressions.subList(0, count), names.subList(0, count));
    }

    int size() {
      return expressions.size();
    }

    int add(RexNode expression) {
      expressions.add(expression);
      names.add("key" + expressions.size());
      return expressions.size() - 1;
    }

    void set(int ordinal, RexNode expression) {
      expressions.set(ordinal, expression);
    }

    RelNode project(RelNode input) {
      return LogicalProject.create(input, List.of(), expressions, names, java.util.Set.of());
    }
  }
}
