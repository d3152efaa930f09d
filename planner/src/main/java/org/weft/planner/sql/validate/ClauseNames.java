package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.DelegatingScope;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.Litmus;
import org.apache.calcite.util.Static;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.InnerQueries;
import org.weft.planner.sql.rewrite.DialectRewrite;
import org.weft.planner.sql.rewrite.OrderKeys;
import org.weft.planner.sql.rewrite.SelectItems;

/**
 * Names in the clauses of a query that Calcite understands in its select list only: columns that
 * joins USING them have merged, and names given by AS, which WHERE may use like any other clause.
 * Columns of an outer query are marked where aggregates are computed: see {@link OuterColumn}.
 */
final class ClauseNames {
  /** An alias may be made of others; one of itself would never end. */
  private static final int MOST_ALIASES = 100;

  /** What has an aggregate as its first operand: the others belong to it. */
  private static final Set<SqlKind> AROUND_AGGREGATES =
      EnumSet.of(
          SqlKind.OVER,
          SqlKind.FILTER,
          SqlKind.WITHIN_GROUP,
          SqlKind.IGNORE_NULLS,
          SqlKind.RESPECT_NULLS);

  private final WeftValidator validator;
  private final SqlSelect select;
  private final FromColumns from;

  ClauseNames(WeftValidator validator, SqlSelect select) {
    this.validator = validator;
    this.select = select;
    this.from = new FromColumns(validator, select.getFrom());
  }

  /** Changes the clauses of the query, whose FROM is valid. */
  void resolve() {
    if (select.getWhere() != null) {
      select.setWhere(select.getWhere().accept(new Names(Aliases.KNOWN)));
    }
    if (select.getHaving() != null) {
      SqlNode having = select.getHaving().accept(new Names(Aliases.UNKNOWN));
      select.setHaving(outer(having.accept(new KeyNames())));
    }
    if (select.getQualify() != null) {
      select.setQualify(select.getQualify().accept(new QualifyNames()));
    }
    SqlNodeList items = select.getSelectList();
    if (validator.isRewritten(select.getFrom()) || hasPartOfMerged(items)) {
      expandStars(items);
    }
    for (int i = 0; i < items.size(); i++) {
      items.set(i, item(ofTable(items.get(i)), i + 1));
    }
    if (select.getGroup() != null) {
      rewrite(select.getGroup(), new Names(Aliases.UNKNOWN));
    }
    if (select.getOrderList() != null) {
      rewrite(select.getOrderList(), new OrderNames());
      SqlNodeList keys = select.getOrderList();
      keys.replaceAll(key -> OrderKeys.like(key, firstOfItems(OrderKeys.bare(key))));
    }
  }

  /** A key that names several items that are the same means the first: its place stands for it. */
  private SqlNode firstOfItems(SqlNode key) {
    SqlNodeList items = select.getSelectList();
    boolean isName = key instanceof SqlIdentifier name && name.isSimple();
    if (!isName || items.stream().anyMatch(SelectItems::isStar)) {
      return key;
    }
    List<SqlNode> named =
        items.stream()
            .filter(item -> ((SqlIdentifier) key).getSimple().equalsIgnoreCase(alias(item)))
            .toList();
    boolean areSame =
        named.stream()
            .allMatch(
                item ->
                    SqlUtil.stripAs(item).equalsDeep(SqlUtil.stripAs(named.get(0)), Litmus.IGNORE));
    return named.size() < 2 || !areSame
        ? key
        : SqlLiteral.createExactNumeric(
            Integer.toString(items.indexOf(named.get(0)) + 1), key.getParserPosition());
  }

  /** The name of an item's column, empty if it has none. */
  private static String alias(SqlNode item) {
    return Objects.requireNonNullElse(SqlValidatorUtil.alias(item), "");
  }

  private static void rewrite(SqlNodeList list, SqlShuttle names) {
    for (int i = 0; i < list.size(); i++) {
      list.set(i, list.get(i).accept(names));
    }
  }

  /** An item of the select list; a merged column keeps its name. */
  private SqlNode item(SqlNode item, int ordinal) {
    SqlNode resolved = item.accept(new Names(Aliases.UNKNOWN));
    if (item instanceof SqlIdentifier name) {
      return resolved == item
          ? item
          : SqlStdOperatorTable.AS.createCall(
              item.getParserPosition(), resolved, name.getComponent(0));
    }
    return isKey(item, ordinal) ? resolved : outer(resolved);
  }

  /** True if GROUP BY means the item by its place or its alias: as a key it needs no mark. */
  private boolean isKey(SqlNode item, int ordinal) {
    if (select.getGroup() == null) {
      return false;
    }
    String alias = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1).toString() : "";
    boolean[] found = new boolean[1];
    select
        .getGroup()
        .accept(
            new SqlBasicVisitor<Void>() {
              @Override
              public Void visit(SqlLiteral literal) {
                found[0] |= literal.toValue() != null && literal.toValue().equals("" + ordinal);
                return null;
              }

              @Override
              public Void visit(SqlIdentifier name) {
                found[0] |= name.isSimple() && name.getSimple().equalsIgnoreCase(alias);
                return null;
              }
            });
    return found[0];
  }

  /** {@code s.*} of a column {@code s} that is a struct: Calcite wants its table in front. */
  private SqlNode ofTable(SqlNode item) {
    if (item instanceof SqlIdentifier star) {
      return ofTable(star);
    }
    if (item instanceof SqlStarExclude star) {
      return new SqlStarExclude(
          star.getParserPosition(), ofTable(star.getStarIdentifier()), star.getExcludeList());
    }
    if (item instanceof SqlStarReplace star) {
      return new SqlStarReplace(
          star.getParserPosition(), ofTable(star.getStarIdentifier()), star.getReplaceList());
    }
    return item;
  }

  private SqlIdentifier ofTable(SqlIdentifier star) {
    boolean isOfColumn =
        star.isStar() && star.names.size() == 2 && !from.hasTable(star.names.get(0));
    Optional<SqlNode> column = isOfColumn ? from.only(star.getComponent(0)) : Optional.empty();
    if (column.isPresent() && column.get() instanceof SqlIdentifier qualified) {
      SqlParserPos pos = star.getParserPosition();
      return SqlIdentifier.star(
          List.of(qualified.names.get(0), qualified.names.get(1), ""), pos, List.of(pos, pos, pos));
    }
    return star;
  }

  /** True for a star without some columns over joins that merge some, at which Calcite fails. */
  private boolean hasPartOfMerged(SqlNodeList items) {
    boolean hasPart =
        items.stream()
            .anyMatch(
                item ->
                    item instanceof SqlStarExclude star
                        && star.getStarIdentifier().names.size() == 1);
    return hasPart && from.merges();
  }

  private void expandStars(SqlNodeList items) {
    List<SqlNode> expanded = new ArrayList<>();
    for (SqlNode item : items) {
      if (item instanceof SqlIdentifier star && star.isStar() && star.names.size() == 1) {
        expanded.addAll(star(SqlNodeList.EMPTY, SqlNodeList.EMPTY));
      } else if (item instanceof SqlStarExclude star
          && star.getStarIdentifier().names.size() == 1) {
        expanded.addAll(star(star.getExcludeList(), SqlNodeList.EMPTY));
      } else if (item instanceof SqlStarReplace star
          && star.getStarIdentifier().names.size() == 1) {
        expanded.addAll(star(SqlNodeList.EMPTY, star.getReplaceList()));
      } else {
        expanded.add(item);
      }
    }
    items.clear();
    items.addAll(expanded);
  }

  private List<SqlNode> star(SqlNodeList excluded, SqlNodeList replaced) {
    List<SqlNode> items = new ArrayList<>();
    List<FromColumns.Named> all = from.all();
    for (SqlNode name : excluded) {
      if (all.stream().noneMatch(column -> isMeant(name, column))) {
        throw validator.newValidationError(
            name, Static.RESOURCE.columnNotFound(((SqlIdentifier) name).toString()));
      }
    }
    for (FromColumns.Named column : all) {
      boolean isOut = excluded.stream().anyMatch(name -> isMeant(name, column));
      Optional<SqlNode> replacement =
          replaced.stream()
              .filter(as -> isCalled(((SqlCall) as).operand(1), column.name()))
              .findFirst();
      if (!isOut) {
        SqlIdentifier name = new SqlIdentifier(column.name(), SqlParserPos.ZERO);
        SqlNode named = SqlStdOperatorTable.AS.createCall(SqlParserPos.ZERO, column.value(), name);
        items.add(replacement.orElse(named));
      }
    }
    return items;
  }

  /** True if EXCLUDE means this column: by its name, or by its name and its table's. */
  private static boolean isMeant(SqlNode name, FromColumns.Named column) {
    SqlIdentifier written = (SqlIdentifier) name;
    boolean isOfTable =
        written.isSimple()
            || column.value() instanceof SqlIdentifier of
                && of.names.get(0).equalsIgnoreCase(written.names.get(written.names.size() - 2));
    return isOfTable && isCalled(name, column.name());
  }

  private static boolean isCalled(SqlNode name, String column) {
    return name instanceof SqlIdentifier identifier
        && identifier.names.get(identifier.names.size() - 1).equalsIgnoreCase(column);
  }

  private SqlNode outer(SqlNode node) {
    return validator.isAggregate(select) ? node.accept(new OuterNames()) : node;
  }

  private enum Aliases {
    KNOWN,
    UNKNOWN
  }

  /** Walks expressions, but not the queries in them, and not names that a lambda gives. */
  private abstract static class Walk extends SqlShuttle {
    private final Set<String> parameters = new HashSet<>();

    @Override
    public SqlNode visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY)) {
        return call;
      }
      if (call instanceof SqlLambda lambda) {
        lambda.getParameters().forEach(p -> parameters.add(lower(((SqlIdentifier) p).getSimple())));
      }
      if (call.getKind() == SqlKind.AS) {
        SqlNode value = call.operand(0).accept(this);
        return value == call.operand(0)
            ? call
            : call.getOperator().createCall(call.getParserPosition(), value, call.operand(1));
      }
      return super.visit(call);
    }

    @Override
    public SqlNode visit(SqlIdentifier name) {
      boolean isColumn = !name.isStar() && !parameters.contains(lower(name.names.get(0)));
      return isColumn ? column(name) : name;
    }

    abstract SqlNode column(SqlIdentifier name);

    static String lower(String name) {
      return name.toLowerCase(Locale.ROOT);
    }
  }

  /** Keys of ORDER BY, where the names of the select list come first. */
  private final class OrderNames extends Walk {
    @Override
    SqlNode column(SqlIdentifier name) {
      boolean isColumn = name.isSimple() && from.hasColumn(name.getSimple()) && !isAlias(name);
      return isColumn ? from.merged(name).orElse(name) : name;
    }
  }

  /** QUALIFY, where columns come before the names of the select list, which Calcite would take. */
  private final class QualifyNames extends Walk {
    private final Names names = new Names(Aliases.UNKNOWN);

    @Override
    SqlNode column(SqlIdentifier name) {
      boolean isColumn = isAlias(name) && !validator.isAggregate(select);
      return isColumn ? from.only(name).orElse(name) : names.column(name);
    }
  }

  /** Names that are both a key and an alias: HAVING means the key, which grouping sets hide. */
  private final class KeyNames extends Walk {
    @Override
    public SqlNode visit(SqlCall call) {
      return call.getOperator().isAggregator() ? call : super.visit(call);
    }

    @Override
    SqlNode column(SqlIdentifier name) {
      boolean isBoth = isAlias(name) && from.hasColumn(name.getSimple()) && isKey(name);
      return isBoth ? from.only(name).orElse(name) : name;
    }

    private boolean isKey(SqlIdentifier name) {
      if (select.getGroup() == null) {
        return false;
      }
      return select.getGroup().stream()
          .filter(element -> element instanceof SqlCall)
          .anyMatch(sets -> names(sets, name.getSimple()));
    }

    /** True if a column is an element of grouping sets by itself. */
    private boolean names(SqlNode sets, String column) {
      if (sets instanceof SqlIdentifier key) {
        return key.names.get(key.names.size() - 1).equalsIgnoreCase(column);
      }
      boolean areSets =
          sets.getKind() == SqlKind.ROLLUP
              || sets.getKind() == SqlKind.CUBE
              || sets.getKind() == SqlKind.GROUPING_SETS
              || sets.getKind() == SqlKind.ROW;
      return areSets
          && ((SqlCall) sets).getOperandList().stream().anyMatch(element -> names(element, column));
    }
  }

  private final class Names extends Walk {
    private final Aliases aliases;
    private int replaced;

    Names(Aliases aliases) {
      this.aliases = aliases;
    }

    @Override
    SqlNode column(SqlIdentifier name) {
      if (!name.isSimple()) {
        return name;
      }
      Optional<SqlNode> merged = merged(name);
      if (merged.isPresent()) {
        return merged.get();
      }
      boolean isKnown = aliases == Aliases.UNKNOWN || from.hasColumn(name.getSimple());
      Optional<SqlNode> meaning = isKnown ? Optional.empty() : alias(name.getSimple());
      if (meaning.isEmpty() || ++replaced > MOST_ALIASES) {
        return name;
      }
      return DialectRewrite.copy(meaning.get()).accept(this);
    }

    /** The column as this query's joins or those of one around it have merged it. */
    private Optional<SqlNode> merged(SqlIdentifier name) {
      if (from.hasColumn(name.getSimple())) {
        return select.getFrom() == null ? Optional.empty() : from.merged(name);
      }
      SqlValidatorScope scope = validator.getWhereScope(select);
      while (scope instanceof DelegatingScope delegating) {
        scope = delegating.getParent();
        if (scope instanceof SelectScope around && around.getNode().getFrom() != null) {
          FromColumns columns = new FromColumns(validator, around.getNode().getFrom());
          if (columns.hasColumn(name.getSimple())) {
            return columns.merged(name);
          }
        }
      }
      return Optional.empty();
    }

    /** What an alias stands for; sub-queries are known where they are written only. */
    private Optional<SqlNode> alias(String name) {
      for (SqlNode item : select.getSelectList()) {
        boolean isIt =
            item.getKind() == SqlKind.AS
                && ((SqlCall) item).operand(1) instanceof SqlIdentifier alias
                && alias.getSimple().equalsIgnoreCase(name);
        if (isIt && !InnerQueries.areIn(((SqlCall) item).operand(0))) {
          return Optional.of(((SqlCall) item).operand(0));
        }
      }
      return Optional.empty();
    }
  }

  private boolean isAlias(SqlIdentifier name) {
    return name.isSimple()
        && select.getSelectList().stream()
            .anyMatch(
                item ->
                    item.getKind() == SqlKind.AS
                        && ((SqlCall) item).operand(1) instanceof SqlIdentifier alias
                        && alias.getSimple().equalsIgnoreCase(name.getSimple()));
  }

  private final class OuterNames extends Walk {
    @Override
    public SqlNode visit(SqlCall call) {
      boolean isPlain =
          !call.getOperator().isAggregator() && !AROUND_AGGREGATES.contains(call.getKind());
      if (call.getOperator().isAggregator()) {
        refuseOuterOnly(call);
      }
      return isPlain ? super.visit(call) : call;
    }

    /** An aggregate of outer columns alone is one of the outer query, as the standard has it. */
    private void refuseOuterOnly(SqlCall aggregate) {
      boolean[] seen = new boolean[2];
      aggregate.accept(
          new Walk() {
            @Override
            SqlNode column(SqlIdentifier name) {
              seen[isOuter(name) ? 1 : 0] = true;
              return name;
            }
          });
      if (seen[1] && !seen[0]) {
        throw LibraryArguments.at(
            aggregate.getParserPosition(),
            WeftException.of(
                    ErrorCode.UNSUPPORTED_FEATURE,
                    "an aggregate of an outer query's columns in a sub-query is not supported")
                .hint("compute it in a query of its own in FROM"));
      }
    }

    @Override
    SqlNode column(SqlIdentifier name) {
      return isOuter(name) ? OuterColumn.mark(name) : name;
    }

    private boolean isOuter(SqlIdentifier name) {
      String first = name.names.get(0);
      boolean isOurs =
          from.hasColumn(first) || (!name.isSimple() && from.hasTable(first)) || isAlias(name);
      return !isOurs && isOfOuterQuery(name);
    }

    private boolean isOfOuterQuery(SqlIdentifier name) {
      if (!(validator.getWhereScope(select) instanceof DelegatingScope scope)) {
        return false;
      }
      try {
        scope.getParent().fullyQualify(name);
        return true;
      } catch (CalciteContextException e) {
        return false; // a name that nobody knows, which validation tells at its place
      }
    }
  }
}
