package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.weft.planner.error.TextPosition;
import org.weft.planner.sql.MergeClause.Action;
import org.weft.planner.sql.MergeClause.Rows;

/** Reads MERGE INTO. */
final class MergeStatements {
  private static final Set<String> WHEN = Set.of("when");
  private static final Set<String> THEN = Set.of("then");

  private final StatementCursor cursor;
  private final ChangeStatements changes;

  MergeStatements(StatementCursor cursor, ChangeStatements changes) {
    this.cursor = cursor;
    this.changes = changes;
  }

  /**
   * What stands behind MERGE.
   *
   * @param with the WITH in front, if there is one
   */
  Statement merge(Optional<Statement.Query> with, TextPosition position) {
    cursor.expect("into");
    Statement.Target target = changes.target(with, Set.of("using"));
    cursor.expect("using");
    Statement.Merge.Source source = source();
    cursor.expect("on");
    Statement.Query condition = cursor.piece(WHEN, "a condition");
    List<MergeClause> clauses = new ArrayList<>();
    do {
      clauses.add(clause(target));
    } while (!cursor.isAtEnd());
    return new Statement.Merge(target, source, condition, clauses, position);
  }

  /** A table, a path, a table function or a query, with its name. */
  private Statement.Merge.Source source() {
    int mark = cursor.mark();
    TextPosition place = cursor.place();
    Optional<String> name = Optional.empty();
    if (cursor.isSymbol(0, '(')) {
      cursor.parenthesizedQuery();
    } else if (cursor.isString()) {
      cursor.string("a path");
    } else {
      name = Optional.of(cursor.tableName().last());
      if (cursor.isSymbol(0, '(')) {
        cursor.parenthesizedQuery();
      }
    }
    if (cursor.accept("as") || !cursor.isWord(0, "on")) {
      name = Optional.of(cursor.name());
      if (cursor.isSymbol(0, '(')) {
        cursor.names();
      }
    }
    Statement.Query relation = new Statement.Query(cursor.writtenFrom(mark), place);
    return new Statement.Merge.Source(
        relation, name.orElseThrow(() -> cursor.unexpected("AS and a name")));
  }

  private MergeClause clause(Statement.Target target) {
    TextPosition place = cursor.place();
    cursor.expect("when");
    Rows rows = rows();
    Optional<Statement.Query> condition =
        cursor.accept("and") ? Optional.of(cursor.piece(THEN, "a condition")) : Optional.empty();
    cursor.expect("then");
    return new MergeClause(rows, condition, action(rows, target), place);
  }

  private Rows rows() {
    if (cursor.accept("matched")) {
      return Rows.MATCHED;
    }
    cursor.expect("not");
    cursor.expect("matched");
    if (!cursor.accept("by")) {
      return Rows.OF_SOURCE;
    }
    if (cursor.accept("source")) {
      return Rows.OF_TARGET;
    }
    cursor.expect("target");
    return Rows.OF_SOURCE;
  }

  private Action action(Rows rows, Statement.Target target) {
    if (cursor.accept("do")) {
      cursor.expect("nothing");
      return new Action.Nothing();
    }
    if (rows == Rows.OF_SOURCE) {
      cursor.expect("insert");
      return insert();
    }
    if (cursor.accept("delete")) {
      return new Action.Delete();
    }
    cursor.expect("update");
    cursor.expect("set");
    if (rows == Rows.MATCHED && cursor.isSymbol(0, '*')) {
      TextPosition star = cursor.place();
      cursor.acceptSymbol('*');
      return new Action.UpdateAll(star);
    }
    List<Statement.Update.Assignment> assignments = new ArrayList<>();
    do {
      assignments.add(changes.assignment(target, WHEN));
    } while (cursor.acceptSymbol(','));
    return new Action.Update(assignments);
  }

  private Action insert() {
    TextPosition place = cursor.place();
    if (cursor.acceptSymbol('*')) {
      return new Action.InsertAll(place);
    }
    List<String> columns = cursor.isSymbol(0, '(') ? cursor.names() : List.of();
    cursor.expect("values");
    List<Optional<Statement.Query>> values = new ArrayList<>();
    cursor.expectSymbol('(');
    do {
      values.add(
          cursor.accept("default") ? Optional.empty() : Optional.of(cursor.piece("a value")));
    } while (cursor.acceptSymbol(','));
    cursor.expectSymbol(')');
    return new Action.Insert(columns, values, place);
  }
}
