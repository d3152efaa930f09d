package org.weft.am.session;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;

/**
 * A statement whose errors while it runs are told at another place.
 *
 * @param told what is told instead of an error
 */
record PlacedSql(PreparedSql statement, UnaryOperator<WeftException> told) implements PreparedSql {
  private static final Set<ErrorCode> OF_VALUES =
      EnumSet.of(
          ErrorCode.DIVISION_BY_ZERO,
          ErrorCode.NUMERIC_OVERFLOW,
          ErrorCode.INVALID_CAST,
          ErrorCode.INVALID_VALUE,
          ErrorCode.TOO_MANY_ROWS);

  /** A statement of another text: its errors are told where the word stands that means it. */
  static PlacedSql meant(PreparedSql statement, TextPosition place) {
    return new PlacedSql(statement, e -> e.position().isPresent() ? e.at(place) : e);
  }

  /**
   * A statement that begins there. Its values fail there where what computes them is nowhere in its
   * text any more, such as one of several sub-queries that give a second row.
   */
  static PlacedSql beginning(PreparedSql statement, TextPosition place) {
    return new PlacedSql(statement, e -> OF_VALUES.contains(e.code()) ? e.orAt(place) : e);
  }

  @Override
  public Schema schema() {
    return statement.schema();
  }

  @Override
  public RowStream run() {
    try {
      return new Rows(statement.run(), told);
    } catch (WeftException e) {
      throw told.apply(e);
    }
  }

  @Override
  public void close() {
    statement.close();
  }

  private record Rows(RowStream rows, UnaryOperator<WeftException> told) implements RowStream {
    @Override
    public Schema schema() {
      return rows.schema();
    }

    @Override
    public boolean advance() {
      try {
        return rows.advance();
      } catch (WeftException e) {
        throw told.apply(e);
      }
    }

    @Override
    public VectorSchemaRoot root() {
      return rows.root();
    }

    @Override
    public void cancel() {
      rows.cancel();
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
