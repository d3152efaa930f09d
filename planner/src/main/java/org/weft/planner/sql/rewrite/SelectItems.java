package org.weft.planner.sql.rewrite;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.weft.planner.sql.parse.QueryText;

/** What the items of a select list are and mean. */
public final class SelectItems {
  private SelectItems() {}

  /** True if the list holds a star, so that its length says nothing. */
  static boolean hasStar(SqlSelect select) {
    return select.getSelectList().stream().anyMatch(SelectItems::isStar);
  }

  /** True for a star, also one without some columns or with others in place of some. */
  public static boolean isStar(SqlNode item) {
    return (item instanceof SqlIdentifier name && name.isStar())
        || item instanceof org.apache.calcite.sql.SqlStarExclude
        || item instanceof org.apache.calcite.sql.SqlStarReplace;
  }

  /**
   * What an expression of ORDER BY, DISTINCT ON or the like means: of a number the item at that
   * place, of an alias the item of that name, else the expression itself. A copy.
   */
  static SqlNode meaning(SqlNode expression, SqlSelect select) {
    SqlNodeList items = select.getSelectList();
    if (expression instanceof SqlNumericLiteral number && number.isInteger() && !hasStar(select)) {
      long ordinal = number.longValue(true);
      if (ordinal >= 1 && ordinal <= items.size()) {
        return Trees.copy(Trees.unaliased(items.get((int) ordinal - 1)));
      }
    }
    if (expression instanceof SqlIdentifier name && name.isSimple()) {
      for (SqlNode item : items) {
        if (name.getSimple().equalsIgnoreCase(Trees.alias(item))) {
          return Trees.copy(Trees.unaliased(item));
        }
      }
    }
    return Trees.copy(expression);
  }

  /** Order keys by their {@link #meaning}. */
  static SqlNodeList meanings(List<SqlNode> keys, SqlSelect select) {
    return Trees.list(
        keys.stream()
            .map(key -> OrderKeys.like(key, meaning(OrderKeys.bare(key), select)))
            .toList());
  }

  /** An item whose expression is changed, under the name that it had. */
  static SqlNode changed(SqlNode item, UnaryOperator<SqlNode> change, QueryText text) {
    if (item.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) item;
      return Trees.as(change.apply(as.operand(0)), (SqlIdentifier) as.operand(1));
    }
    SqlNode changed = change.apply(item);
    String name =
        item instanceof SqlIdentifier column
            ? column.names.get(column.names.size() - 1)
            : text.of(item);
    return name.isEmpty() ? changed : Trees.as(changed, name);
  }

  /** True if the expression computes an aggregate of its own rows, not of a window's. */
  static boolean hasAggregate(SqlNode expression, Relations relations) {
    AggregateFinder finder = new AggregateFinder(relations);
    expression.accept(finder);
    return finder.found;
  }

  private static final class AggregateFinder extends SqlBasicVisitor<Void> {
    private final Relations relations;
    private boolean found;

    AggregateFinder(Relations relations) {
      this.relations = relations;
    }

    @Override
    public Void visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY)) {
        return null;
      }
      if (call.getKind() == SqlKind.OVER) {
        // the function itself is the window's, its arguments are not
        SqlCall function = call.operand(0);
        while (isAround(function)) {
          function = function.operand(0);
        }
        function.getOperandList().forEach(this::look);
        look(call.operand(1));
        return null;
      }
      found |=
          call.getKind() == SqlKind.WITHIN_GROUP
              || call.getKind() == SqlKind.FILTER
              || relations.isAggregate(call.getOperator().getName().toLowerCase(Locale.ROOT));
      return super.visit(call);
    }

    private void look(SqlNode node) {
      if (node != null) {
        node.accept(this);
      }
    }

    private static boolean isAround(SqlCall call) {
      return switch (call.getKind()) {
        case FILTER, IGNORE_NULLS, RESPECT_NULLS, WITHIN_GROUP -> true;
        default -> false;
      };
    }
  }
}
