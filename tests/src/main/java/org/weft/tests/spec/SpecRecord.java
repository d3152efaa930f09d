package org.weft.tests.spec;

import java.util.List;
import java.util.Optional;
import org.weft.planner.error.ErrorCode;

/** One record of a spec file. */
public sealed interface SpecRecord {
  /** The line of the file at which the record starts, from 1. */
  int line();

  /** The statement. */
  String sql();

  /** A statement that runs. */
  record Ok(int line, String sql, Engines engines) implements SpecRecord {}

  /** Who runs a statement. */
  enum Engines {
    BOTH,
    WEFT,
    DUCKDB
  }

  /**
   * A statement that fails.
   *
   * @param place line and column of the statement, as {@code 1:8}
   * @param text what the message contains; may be empty
   */
  record Fails(int line, String sql, ErrorCode code, Optional<String> place, String text)
      implements SpecRecord {}

  /** A query with its rows. */
  record Rows(int line, String sql, Shape shape, List<String> rows) implements SpecRecord {}

  /**
   * A query that DuckDB answers too.
   *
   * @param duckdb DuckDB's text for it
   */
  record Oracle(int line, String sql, Shape shape, String duckdb) implements SpecRecord {}

  /** What is looked at besides the values. */
  record Shape(Optional<String> types, Order order, Names names) {}

  /** How rows are compared. */
  enum Order {
    /** In order if the query's own last clause is an ORDER BY. */
    BY_QUERY,
    MATTERS,
    FREE
  }

  /** Whether the names of columns are compared. */
  enum Names {
    MATTER,
    FREE
  }
}
