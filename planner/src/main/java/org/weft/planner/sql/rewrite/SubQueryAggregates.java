package org.weft.planner.sql.rewrite;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.weft.planner.error.WeftException;

/** The aggregates in sub-queries of a query that are over its columns only. */
final class SubQueryAggregates {
  private final DialectRewrite rewrite;
  private final Scope scope;
  private final Names own;
  private final Deque<Names> inner = new ArrayDeque<>();
  private final Set<SqlCall> all = Collections.newSetFromMap(new IdentityHashMap<>());

  SubQueryAggregates(DialectRewrite rewrite, Scope scope, SqlSelect select) {
    this.rewrite = rewrite;
    this.scope = scope;
    this.own = new Names(select.getFrom());
    look(select);
  }

  /** The calls found, by identity. */
  Set<SqlCall> all() {
    return all;
  }

  /** True if it is worth looking: a sub-query among items or in HAVING has an aggregate. */
  static boolean mayHaveSome(SqlSelect select, Relations relations) {
    boolean[] found = {false};
    SqlBasicVisitor<Void> finder =
        new SqlBasicVisitor<>() {
          private int depth;

          @Override
          public Void visit(SqlCall call) {
            int inside = call instanceof SqlSelect ? 1 : 0;
            depth += inside;
            found[0] |= depth > 0 && isAggregate(call, relations);
            if (!found[0]) {
              super.visit(call);
            }
            depth -= inside;
            return null;
          }
        };
    select.getSelectList().accept(finder);
    if (select.getHaving() != null) {
      select.getHaving().accept(finder);
    }
    return found[0];
  }

  private static boolean isAggregate(SqlCall call, Relations relations) {
    return call.getKind() == SqlKind.FILTER
        || call.getKind() == SqlKind.WITHIN_GROUP
        || relations.isAggregate(call.getOperator().getName().toLowerCase(Locale.ROOT));
  }

  /** A sub-query begins. */
  void enter(SqlSelect select) {
    inner.push(new Names(select.getFrom()));
  }

  /** The sub-query that began last ends. */
  void leave() {
    inner.pop();
  }

  /** True if a name, where it stands, is that of a column of the query itself. */
  boolean isOfQuery(SqlIdentifier name) {
    if (own.isQualified(name)) {
      return inner.stream().noneMatch(names -> names.isQualified(name));
    }
    return inner.stream().noneMatch(names -> names.mayHave(name)) && own.has(name);
  }

  private void look(SqlSelect select) {
    SqlBasicVisitor<Void> finder =
        new SqlBasicVisitor<>() {
          @Override
          public Void visit(SqlCall call) {
            if (call.getKind() == SqlKind.OVER) {
              return null;
            }
            if (call instanceof SqlSelect query) {
              enter(query);
              super.visit(call);
              leave();
              return null;
            }
            if (!inner.isEmpty() && isAggregate(call, rewrite.relations()) && isOverQuery(call)) {
              all.add(call);
              return null;
            }
            boolean isWhole =
                (call.getKind() == SqlKind.FILTER || call.getKind() == SqlKind.WITHIN_GROUP)
                    && call.operand(0) instanceof SqlCall;
            if (isWhole) {
              // with its condition or order it is the sub-query's, whatever its arguments are
              SqlCall aggregate = call.operand(0);
              aggregate.getOperandList().stream()
                  .filter(Objects::nonNull)
                  .forEach(operand -> operand.accept(this));
              return call.operand(1).accept(this);
            }
            return super.visit(call);
          }
        };
    select.getSelectList().accept(finder);
    if (select.getHaving() != null) {
      select.getHaving().accept(finder);
    }
  }

  /** True if a call means columns of the query, and no others. */
  private boolean isOverQuery(SqlCall aggregate) {
    boolean[] found = {false, true};
    aggregate.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            found[1] &= !call.isA(SqlKind.QUERY);
            return found[1] ? super.visit(call) : null;
          }

          @Override
          public Void visit(SqlIdentifier name) {
            boolean isOurs = !name.isStar() && isOfQuery(name);
            found[0] |= isOurs;
            found[1] &= isOurs;
            return null;
          }
        });
    return found[0] && found[1];
  }

  /** The names of tables in FROM, and of their columns if somebody asks. */
  private final class Names {
    private final SqlNode from;
    private final Set<String> tables = new HashSet<>();
    private Optional<Set<String>> columns;

    Names(SqlNode from) {
      this.from = from;
      if (from != null) {
        addTables(from);
      }
    }

    private void addTables(SqlNode table) {
      if (table instanceof SqlJoin join) {
        addTables(join.getLeft());
        addTables(join.getRight());
        return;
      }
      String name = TableNames.of(table);
      if (name != null) {
        tables.add(name.toLowerCase(Locale.ROOT));
      }
    }

    /** True for a name of a column here. */
    boolean has(SqlIdentifier name) {
      String first = name.names.get(0).toLowerCase(Locale.ROOT);
      return isQualified(name) || known().filter(columns -> columns.contains(first)).isPresent();
    }

    /** The same; of tables that cannot be told alone, any name may be. */
    boolean mayHave(SqlIdentifier name) {
      return has(name) || (from != null && known().isEmpty());
    }

    private boolean isQualified(SqlIdentifier name) {
      return !name.isSimple() && tables.contains(name.names.get(0).toLowerCase(Locale.ROOT));
    }

    private Optional<Set<String>> known() {
      if (columns == null) {
        columns = from == null ? Optional.of(Set.of()) : columns();
      }
      return columns;
    }

    private Optional<Set<String>> columns() {
      try {
        SqlNode star =
            Trees.select(from.getParserPosition(), List.of(Trees.star()), Trees.copy(from));
        Set<String> names = new HashSet<>();
        rewrite.columns(star, scope).forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return Optional.of(names);
      } catch (WeftException e) {
        return Optional.empty(); // it looks at rows around it, or is wrong, which is told later
      }
    }
  }
}
