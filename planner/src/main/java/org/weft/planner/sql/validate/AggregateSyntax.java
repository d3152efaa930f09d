package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.weft.planner.function.AggregateFunction;
import org.weft.planner.function.AggregateFunctions;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.parse.QueryText;

/**
 * Brings the many ways to write an aggregate to one: columns in the parentheses, constants in the
 * operator, an order in WITHIN GROUP where it matters, and IGNORE NULLS as a filter. Changes the
 * tree in place.
 */
final class AggregateSyntax extends SqlBasicVisitor<Void> {
  /** Those of the standard; the order of their rows does not matter. */
  private static final Set<String> STANDARD = Set.of("count", "sum", "avg", "min", "max");

  private final QueryText text;

  private AggregateSyntax(Statement.Query query) {
    this.text = new QueryText(query);
  }

  static void apply(SqlNode tree, Statement.Query query) {
    tree.accept(new AggregateSyntax(query));
  }

  @Override
  public Void visit(SqlCall call) {
    boolean isWindow = call.getKind() == SqlKind.OVER;
    // what stands around a call was looked at together with it
    int first = AggregateParts.wraps(call) ? 1 : 0;
    for (int i = first; i < call.operandCount(); i++) {
      SqlNode operand = call.operand(i);
      SqlNode plain = plain(operand, isWindow && i == 0);
      if (plain != operand) {
        call.setOperand(i, plain);
      }
    }
    return super.visit(call);
  }

  @Override
  public Void visit(SqlNodeList list) {
    for (int i = 0; i < list.size(); i++) {
      SqlNode plain = plain(list.get(i), false);
      if (plain != list.get(i)) {
        list.set(i, plain);
      }
    }
    return super.visit(list);
  }

  private SqlNode plain(SqlNode node, boolean isWindow) {
    if (!(node instanceof SqlBasicCall call)) {
      return node;
    }
    if (call.getKind() == SqlKind.OVER) {
      return overWindow(call);
    }
    AggregateParts parts = AggregateParts.of(call);
    if (parts.call().getOperator() instanceof LibraryAggregate) {
      return node;
    }
    String name = name(parts, isWindow);
    Optional<AggregateFunction> function =
        AggregateFunctions.find(withCount(name, parts.arguments().size()));
    if (function.isPresent() && !AggregateMacros.isJoinedByNull(name, parts.call())) {
      return new AggregateWriting(function.get(), parts, text).written(isWindow);
    }
    if (HypotheticalSets.isOne(name, parts) && !isWindow) {
      return HypotheticalSets.of(name, parts, text);
    }
    if (isWindow && name.equals(AggregateMacros.NTH)) {
      return node;
    }
    SqlParserPos pos = call.getParserPosition();
    Optional<AggregateMacros.Expansion> macro = AggregateMacros.expand(name, parts.call(), pos);
    if (macro.isPresent()) {
      List<SqlNode> results = new ArrayList<>();
      macro.get().calls().forEach(c -> results.add(written(c, parts)));
      return macro.get().frame().around(results);
    }
    boolean hasNeedlessOrder = STANDARD.contains(name) && !parts.order().isEmpty() && !isWindow;
    return hasNeedlessOrder ? filtered(parts.call().clone(pos), parts.filter(), call) : node;
  }

  /**
   * The name of an aggregate, in lower case. Functions that take a value from a frame are
   * aggregates without a window, and with an order of their own.
   */
  private static String name(AggregateParts parts, boolean isWindow) {
    String name = parts.call().getOperator().getName().toLowerCase(Locale.ROOT);
    if (isWindow && parts.order().isEmpty()) {
      return name;
    }
    return switch (name) {
      case "first_value" -> "first";
      case "last_value" -> "last";
      default -> name;
    };
  }

  /** One of the aggregates that a macro is made of, with the order and the filter of the whole. */
  private static SqlNode written(SqlCall aggregate, AggregateParts parts) {
    SqlParserPos pos = parts.whole().getParserPosition();
    boolean hasOrder =
        !parts.order().isEmpty()
            && AggregateFunctions.find(aggregate.getOperator().getName())
                .filter(function -> function.aggregate().dependsOnOrder())
                .isPresent();
    SqlNode ordered =
        hasOrder
            ? SqlStdOperatorTable.WITHIN_GROUP.createCall(
                pos, aggregate, new SqlNodeList(copies(parts.order()), pos))
            : aggregate;
    List<SqlNode> conditions = new ArrayList<>(copies(parts.filter()));
    boolean ignoresNulls = parts.nulls().filter(kind -> kind == SqlKind.IGNORE_NULLS).isPresent();
    if (ignoresNulls && aggregate.operandCount() > 0) {
      SqlNode value = TreeCopy.of(aggregate.operand(0));
      conditions.add(SqlStdOperatorTable.IS_NOT_NULL.createCall(pos, value));
    }
    return filtered(ordered, conditions, parts.whole());
  }

  /** A macro over a window is made of aggregates over that window. */
  private static SqlNode overWindow(SqlBasicCall over) {
    if (!(over.operand(0) instanceof SqlBasicCall call)) {
      return over;
    }
    AggregateParts parts = AggregateParts.of(call);
    String name = parts.call().getOperator().getName().toLowerCase(Locale.ROOT);
    SqlParserPos pos = over.getParserPosition();
    Optional<AggregateMacros.Expansion> macro = AggregateMacros.expand(name, parts.call(), pos);
    boolean isOfFrame = name.equals(AggregateMacros.NTH) && parts.order().isEmpty();
    if (macro.isEmpty() || AggregateFunctions.find(name).isPresent() || isOfFrame) {
      return over;
    }
    List<SqlNode> results = new ArrayList<>();
    for (SqlCall aggregate : macro.get().calls()) {
      SqlNode written = written(aggregate, parts);
      SqlNode window = TreeCopy.of(over.operand(1));
      results.add(SqlStdOperatorTable.OVER.createCall(pos, written, window));
    }
    return macro.get().frame().around(results);
  }

  private static List<SqlNode> copies(List<SqlNode> nodes) {
    return nodes.stream().map(TreeCopy::of).toList();
  }

  /** {@code max(x, 3)} has a name of its own, for it gives a list. */
  private static String withCount(String name, int arguments) {
    return switch (name) {
      case "min", "max" -> arguments == 2 ? name + "_n" : name;
      case "arg_min", "argmin", "min_by" -> arguments == 3 ? "arg_min_n" : name;
      case "arg_max", "argmax", "max_by" -> arguments == 3 ? "arg_max_n" : name;
      default -> name;
    };
  }

  /** The call with a filter, at the place of what it stands for. */
  static SqlNode filtered(SqlNode call, List<SqlNode> conditions, SqlNode place) {
    if (conditions.isEmpty()) {
      return call;
    }
    SqlParserPos pos = place.getParserPosition();
    List<SqlNode> left = new ArrayList<>(conditions);
    SqlNode condition = left.remove(0);
    for (SqlNode next : left) {
      condition = SqlStdOperatorTable.AND.createCall(pos, condition, next);
    }
    return SqlStdOperatorTable.FILTER.createCall(pos, call, condition);
  }
}
