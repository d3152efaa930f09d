package org.weft.planner.sql;

import java.util.List;
import java.util.Optional;
import org.weft.planner.error.TextPosition;

/**
 * WHEN … THEN of a MERGE. Of the clauses of a row the first one counts whose condition holds.
 *
 * @param condition what else has to be true
 * @param place where it starts
 */
public record MergeClause(
    Rows rows, Optional<Statement.Query> condition, Action action, TextPosition place) {
  /** Which rows it is about. */
  public enum Rows {
    /** Rows of the table that have one of the source. */
    MATCHED,
    /** Rows of the source that have none of the table: NOT MATCHED. */
    OF_SOURCE,
    /** Rows of the table that have none of the source: NOT MATCHED BY SOURCE. */
    OF_TARGET
  }

  /** What is done with a row. */
  public sealed interface Action {
    /** UPDATE SET column = value, … */
    record Update(List<Statement.Update.Assignment> assignments) implements Action {}

    /** UPDATE SET *: each column gets that of its name in the source. */
    record UpdateAll(TextPosition place) implements Action {}

    /** DELETE. */
    record Delete() implements Action {}

    /** DO NOTHING. */
    record Nothing() implements Action {}

    /**
     * INSERT [(columns)] VALUES (values).
     *
     * @param columns empty for all in order
     * @param values empty ones for DEFAULT
     */
    record Insert(List<String> columns, List<Optional<Statement.Query>> values, TextPosition place)
        implements Action {}

    /** INSERT *: each column gets that of its name in the source. */
    record InsertAll(TextPosition place) implements Action {}
  }
}
