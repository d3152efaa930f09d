package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.DialectOperators;
import org.weft.planner.sql.parse.DialectSelect;
import org.weft.planner.sql.parse.ListedTable;
import org.weft.planner.sql.parse.PivotTable;
import org.weft.planner.sql.parse.QueryText;
import org.weft.planner.sql.parse.SampledTable;
import org.weft.planner.sql.parse.UnpivotTable;

/**
 * Rewrites a whole tree, from the inside out. The tree is changed in place where that is possible.
 */
public final class DialectRewrite {
  private final Relations relations;
  private final QueryText text;
  private final SchemaNames schemas = new SchemaNames(this);

  /** What keys of an ORDER BY become whose query was cut in two. */
  private final Map<SqlNode, UnaryOperator<SqlNode>> keysAbove = new IdentityHashMap<>();

  private DialectRewrite(Relations relations, QueryText text) {
    this.relations = relations;
    this.text = text;
  }

  /**
   * The tree without marks.
   *
   * @param text to name columns by how they are written, and for the places of errors
   */
  public static SqlNode apply(SqlNode tree, QueryText text, Relations relations) {
    DialectRewrite rewrite = new DialectRewrite(relations, text);
    rewrite.schemas.lookAt(tree);
    return rewrite.schemas.withoutSchemas(rewrite.node(tree, new Scope(List.of())));
  }

  /** A copy of a tree that shares nothing that validation changes. */
  public static SqlNode copy(SqlNode tree) {
    return Trees.copy(tree);
  }

  /** The names of a query's columns. */
  List<String> columns(SqlNode query, Scope scope) {
    return relations.columns(scope.alone(query));
  }

  Relations relations() {
    return relations;
  }

  QueryText text() {
    return text;
  }

  /** An error at the place of a node. */
  WeftException error(ErrorCode code, String sentence, SqlNode place) {
    return text.at(WeftException.of(code, sentence), place);
  }

  /** A part of the tree, without marks. */
  SqlNode rewritten(SqlNode part, Scope scope) {
    return node(part, scope);
  }

  private SqlNode node(SqlNode node, Scope scope) {
    if (node instanceof SqlNodeList list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) != null) {
          list.set(i, node(list.get(i), scope));
        }
      }
      return list;
    }
    return node instanceof SqlCall call ? call(call, scope) : node;
  }

  private SqlNode call(SqlCall call, Scope scope) {
    if (call instanceof SqlWith with) {
      return with(with, scope);
    }
    if (call instanceof SqlOrderBy order) {
      return order(order, scope);
    }
    if (call instanceof SqlSelect select) {
      return select(select, SqlNodeList.EMPTY, scope);
    }
    if (call instanceof PivotTable pivot) {
      rewriteOperands(pivot, scope);
      return new PivotRewrite(this, scope).rewritten(pivot);
    }
    if (call instanceof UnpivotTable unpivot) {
      rewriteOperands(unpivot, scope);
      return new UnpivotRewrite(this, scope).rewritten(unpivot);
    }
    rewriteOperands(call, scope);
    boolean isByName =
        call.getOperator() == DialectOperators.UNION_BY_NAME
            || call.getOperator() == DialectOperators.UNION_ALL_BY_NAME;
    return isByName ? new UnionByName(this, scope).rewritten(call) : call;
  }

  private void rewriteOperands(SqlCall call, Scope scope) {
    List<SqlNode> operands = call.getOperandList();
    for (int i = 0; i < operands.size(); i++) {
      SqlNode operand = operands.get(i);
      if (operand instanceof SqlCall || operand instanceof SqlNodeList) {
        SqlNode rewritten = node(operand, scope);
        if (rewritten != operand) {
          call.setOperand(i, rewritten);
        }
      }
    }
  }

  private SqlNode with(SqlWith with, Scope scope) {
    Scope inner = scope;
    for (int i = 0; i < with.withList.size(); i++) {
      SqlWithItem item = (SqlWithItem) with.withList.get(i);
      requireNew(item, with.withList.subList(0, i));
      if (RecursiveTables.isOne(item)) {
        item = new RecursiveTables(this, inner).rewritten(item);
        with.withList.set(i, item);
      } else {
        item.query = node(item.query, inner);
        new ColumnAliases(this, inner).complete(item);
        List<SqlNode> readers = new ArrayList<>(with.withList.subList(i + 1, with.withList.size()));
        readers.add(with.body);
        new VolatileTables(relations, text, inner).keep(item, readers);
        item.recursive = SqlLiteral.createBoolean(false, item.getParserPosition());
      }
      inner = inner.with(item);
    }
    with.body = node(with.body, inner);
    return with;
  }

  private void requireNew(SqlWithItem item, List<SqlNode> before) {
    for (SqlNode other : before) {
      if (((SqlWithItem) other).name.getSimple().equalsIgnoreCase(item.name.getSimple())) {
        String name = item.name.getSimple();
        throw error(ErrorCode.NAME_IN_USE, "WITH has two tables '" + name + "'", item.name);
      }
    }
  }

  private SqlNode order(SqlOrderBy order, Scope scope) {
    SqlNodeList keys = order.orderList;
    SqlNode query = order.query;
    boolean isDistinctOn = query instanceof DialectSelect select && select.distinctOn() != null;
    SqlNode rewritten = isDistinctOn ? select((SqlSelect) query, keys, scope) : node(query, scope);
    node(keys, scope);
    keys.replaceAll(keysAbove.getOrDefault(rewritten, UnaryOperator.identity()));
    SqlNode offset = order.offset == null ? null : node(order.offset, scope);
    SqlNode fetch = order.fetch == null ? null : node(order.fetch, scope);
    OrderRewrite orders = new OrderRewrite(this, scope);
    SqlNodeList expanded = orders.expanded(keys, rewritten);
    SqlNode apart = orders.apart(rewritten);
    SqlOrderBy same = new SqlOrderBy(order.getParserPosition(), apart, expanded, offset, fetch);
    return new LimitRewrite(this, scope).rewritten(same);
  }

  /**
   * A select without marks.
   *
   * @param order what the query around it is ordered by, for DISTINCT ON
   */
  private SqlNode select(SqlSelect select, SqlNodeList order, Scope scope) {
    if (select.getFrom() != null) {
      select.setFrom(from(select.getFrom(), scope));
    }
    new SemiJoins(this).rewrite(select);
    rewriteOthers(select, scope);
    boolean lacksFrom =
        select.getFrom() == null
            && (select.getWhere() != null
                || select.getGroup() != null
                || select.getHaving() != null
                || select.getQualify() != null);
    if (lacksFrom) {
      select.setFrom(Trees.oneRow());
    }
    ArgumentStars.rewrite(this, scope, select);
    new StarExpansion(this, scope).rewrite(select);
    new Generators(this).rewrite(select);
    new RecursiveUnnest(this, scope).rewrite(select);
    new UnnestedItems(this).rewrite(select);
    new GroupByAll(this, scope).rewrite(select);
    UnaryOperator<SqlNode> ofSets = new GroupingSets(this).rewrite(select);
    UnaryOperator<SqlNode> ofGroups = new OuterAggregates(this, scope).rewrite(select);
    keysAbove.put(select, key -> ofGroups.apply(ofSets.apply(key)));
    SqlNode result = select;
    if (select instanceof DialectSelect dialect) {
      if (dialect.sample() != null) {
        select.setFrom(Samples.of(select.getFrom(), dialect.sample()));
      }
      if (dialect.distinctOn() != null) {
        node(dialect.distinctOn(), scope);
        result = new DistinctOn(this).rewritten(dialect, order);
      }
    }
    return result;
  }

  /** All clauses but FROM. */
  private void rewriteOthers(SqlSelect select, Scope scope) {
    List<SqlNode> operands = select.getOperandList();
    for (int i = 0; i < operands.size(); i++) {
      SqlNode operand = operands.get(i);
      boolean isFrom = operand == select.getFrom();
      if (operand != null && !isFrom) {
        SqlNode rewritten = node(operand, scope);
        if (rewritten != operand) {
          select.setOperand(i, rewritten);
        }
      }
    }
  }

  private SqlNode from(SqlNode from, Scope scope) {
    if (from instanceof SqlIdentifier name) {
      Optional<SqlIdentifier> common = scope.spelled(name);
      return common.isPresent() ? common.get() : schemas.table(name);
    }
    if (from instanceof SqlJoin join) {
      join.setLeft(from(join.getLeft(), scope));
      join.setRight(from(join.getRight(), scope));
      if (join.getCondition() != null) {
        join.setOperand(5, node(join.getCondition(), scope));
      }
      return join;
    }
    if (from instanceof ListedTable listed) {
      return new ListedTables(this, scope).rewritten(listed);
    }
    if (from instanceof SampledTable sampled) {
      return Samples.of(from(sampled.operand(0), scope), sampled.sample());
    }
    if (from instanceof PivotTable || from instanceof UnpivotTable) {
      SqlCall table = (SqlCall) from;
      table.setOperand(0, from(table.operand(0), scope));
      return from instanceof PivotTable pivot
          ? new PivotRewrite(this, scope).rewritten(pivot)
          : new UnpivotRewrite(this, scope).rewritten((UnpivotTable) from);
    }
    if (from.getKind() == SqlKind.AS) {
      return aliased((SqlBasicCall) from, scope);
    }
    if (from.getKind() == SqlKind.VALUES) {
      return TableNames.of((SqlCall) node(from, scope));
    }
    SqlNode table = node(from, scope);
    Optional<SqlNode> query = new QueryFunctions(this).of(table);
    if (query.isEmpty()) {
      return TableFunctions.rewritten(table);
    }
    return query.get() instanceof SqlIdentifier name ? schemas.table(name) : query.get();
  }

  private SqlNode aliased(SqlBasicCall as, Scope scope) {
    boolean isValues = as.operand(0).getKind() == SqlKind.VALUES;
    boolean keepsShape = isValues || TableFunctions.isOne(as.operand(0));
    SqlNode inner = keepsShape ? node(as.operand(0), scope) : from(as.operand(0), scope);
    SqlIdentifier alias = as.operand(1);
    if (inner.getKind() == SqlKind.AS) {
      // a sample or a pivot came with a name of its own, which this one covers
      inner = ((SqlCall) inner).operand(0);
    }
    if (inner.getKind() == SqlKind.JOIN) {
      inner = Trees.select(as.getParserPosition(), List.of(Trees.star()), inner);
    }
    as.setOperand(0, inner);
    if (isValues && as.operandCount() == 2) {
      return TableNames.of((SqlCall) inner, alias);
    }
    SqlNode named = TableFunctions.named(as);
    return named == as ? new ColumnAliases(this, scope).completed(as) : named;
  }

  /** A query in FROM under a name. */
  static SqlNode derived(SqlNode query, String alias) {
    return SqlStdOperatorTable.AS.createCall(SqlParserPos.ZERO, query, Trees.name(alias));
  }
}
