package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.sql.Statement.ColumnDefinition;
import org.weft.planner.sql.parse.Lexer;

/**
 * What was said of a table of the session when it was made.
 *
 * @param columns what is said of each column; empty if the table was made of a query
 * @param constraints what has to be true of all of its rows
 */
public record TableDefinition(List<ColumnDefinition> columns, List<Constraint> constraints) {
  /** Nothing. */
  public static final TableDefinition NONE = new TableDefinition(List.of(), List.of());

  public TableDefinition {
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
  }

  /** What has to be true of a table's rows. */
  public sealed interface Constraint {
    /** Rows that have all of these columns differ in one of them. */
    record Key(Kind kind, List<String> columns) implements Constraint {
      public Key {
        columns = List.copyOf(columns);
      }

      /** How it was called. */
      public enum Kind {
        PRIMARY,
        UNIQUE
      }

      /** As it is told of: {@code PRIMARY KEY (a, b)}. */
      @Override
      public String toString() {
        String word =
            switch (kind) {
              case PRIMARY -> "PRIMARY KEY";
              case UNIQUE -> "UNIQUE";
            };
        return word + " (" + String.join(", ", columns) + ")";
      }
    }

    /**
     * A condition that is false for no row.
     *
     * @param condition without the parentheses around it
     */
    record Check(Statement.Query condition) implements Constraint {
      /** True if it speaks of something of this name. */
      boolean mentions(String column) {
        return Lexer.lexemes(condition.text()).stream()
            .anyMatch(lexeme -> lexeme.unquoted().equalsIgnoreCase(column));
      }

      /** As it is told of: {@code CHECK (a > 0)}. */
      @Override
      public String toString() {
        return "CHECK (" + condition.text() + ")";
      }
    }
  }

  /** The same constraints of these columns. */
  public TableDefinition with(List<ColumnDefinition> other) {
    return new TableDefinition(other, constraints);
  }

  /** The same with one more constraint. */
  public TableDefinition and(Constraint constraint) {
    List<Constraint> more = new ArrayList<>(constraints);
    more.add(constraint);
    return new TableDefinition(columns, more);
  }

  /** The constraints that speak of a column, its keys first. */
  public List<Constraint> about(String column) {
    List<Constraint> about = new ArrayList<>();
    for (Constraint constraint : constraints) {
      if (constraint instanceof Constraint.Key key
          && key.columns().stream().anyMatch(column::equalsIgnoreCase)) {
        about.add(0, key);
      } else if (constraint instanceof Constraint.Check check && check.mentions(column)) {
        about.add(check);
      }
    }
    return about;
  }

  /** The same with another name for a column in its keys. */
  public TableDefinition renamed(String column, String name) {
    List<Constraint> changed = new ArrayList<>();
    for (Constraint constraint : constraints) {
      changed.add(
          constraint instanceof Constraint.Key key
              ? new Constraint.Key(
                  key.kind(),
                  key.columns().stream()
                      .map(each -> each.equalsIgnoreCase(column) ? name : each)
                      .toList())
              : constraint);
    }
    return new TableDefinition(columns, changed);
  }
}
