package org.weft.am.session;

import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;

/** A statement of another text: its errors are told where the word stands that means it. */
record PlacedSql(PreparedSql statement, TextPosition place) implements PreparedSql {
  @Override
  public Schema schema() {
    return statement.schema();
  }

  @Override
  public RowStream run() {
    try {
      return new Rows(statement.run(), place);
    } catch (WeftException e) {
      throw e.at(place);
    }
  }

  @Override
  public void close() {
    statement.close();
  }

  private record Rows(RowStream rows, TextPosition place) implements RowStream {
    @Override
    public Schema schema() {
      return rows.schema();
    }

    @Override
    public boolean advance() {
      try {
        return rows.advance();
      } catch (WeftException e) {
        throw e.position().isPresent() ? e.at(place) : e;
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
