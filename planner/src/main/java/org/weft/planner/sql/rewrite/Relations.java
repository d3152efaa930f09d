package org.weft.planner.sql.rewrite;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.ListedColumn;
import org.weft.planner.type.DataType;

/** What a rewrite has to know of tables and functions. */
public interface Relations {
  /**
   * The names of a query's columns.
   *
   * @param query free of marks; it is not changed
   * @throws org.weft.planner.error.WeftException if it is not valid
   */
  List<String> columns(SqlNode query);

  /**
   * The types of a query's columns.
   *
   * @param query free of marks; it is not changed
   * @throws org.weft.planner.error.WeftException if it is not valid
   */
  List<DataType> types(SqlNode query);

  /**
   * A table or view of the catalog.
   *
   * @param schema where it is
   * @param id the name that it has whatever schema is in use
   */
  record NamedTable(String schema, String id) {}

  /**
   * The table or view that a name stands for, if there is such a one.
   *
   * @param name its parts as written
   */
  Optional<NamedTable> table(List<String> name);

  /** The error for a name that stands for nothing. */
  WeftException tableNotFound(List<String> name);

  /**
   * The columns of a table or view, or of a path; nothing if the name stands for none.
   *
   * @throws WeftException of the source, or of a view's query
   */
  Optional<List<ListedColumn>> description(List<String> name);

  /**
   * The columns of a query.
   *
   * @param query free of marks; it is not changed
   * @throws WeftException if it is not valid
   */
  List<ListedColumn> description(SqlNode query);

  /** Name and kind of the tables and views that need no schema in front of them. */
  List<List<String>> listedTables();

  /** True for the name of a function that takes groups of rows. */
  boolean isAggregate(String function);

  /** True for the name of a function that may give another value each time. */
  boolean isVolatile(String function);

  /**
   * A name for the rows of a query that is computed once, whoever reads it.
   *
   * @param query free of marks; it is not changed
   * @throws org.weft.planner.error.WeftException if it is not valid, or cannot stand alone, as it
   *     means columns of a query around it
   */
  String common(SqlNode query);

  /** Whether equal rows of a recursion count once. */
  enum Duplicates {
    KEPT,
    LEFT_OUT
  }

  /** A recursive query in the making. */
  interface Recursion {
    /** A name for the rows that the round before added, for the recursive part alone. */
    String workingTable();

    /**
     * A name for all rows.
     *
     * @param recursive the recursive part, free of marks; it is not changed
     * @throws org.weft.planner.error.WeftException if it is not valid
     */
    String table(SqlNode recursive, Duplicates duplicates);
  }

  /**
   * Begins a recursion.
   *
   * @param names of its columns; empty if they are those of the first part
   * @param first the rows it starts with, free of marks; it is not changed
   * @param place for what is wrong with the names
   * @throws org.weft.planner.error.WeftException if it is not valid
   */
  Recursion recursion(List<String> names, SqlNode first, SqlNode place);

  /**
   * The rows of a query, in its order, as texts: it is run for that.
   *
   * @param query free of marks; it is not changed
   * @return null for nulls
   */
  List<List<String>> rows(SqlNode query);
}
