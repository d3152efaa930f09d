package org.weft.tests.oracle;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.RowStream;
import org.weft.am.session.SqlSession;

/** Weft's answers, through a session. */
public final class Weft {
  private Weft() {}

  /** The answer to a query. */
  public static Answer query(SqlSession session, String sql) {
    try (PreparedSql statement = session.prepare(sql)) {
      return answer(statement);
    }
  }

  /** The answer to a planned query. */
  public static Answer answer(PreparedSql statement) {
    try (RowStream rows = statement.run()) {
      List<String> columns = rows.schema().getFields().stream().map(Field::getName).toList();
      List<List<Object>> answer = new ArrayList<>();
      while (rows.advance()) {
        VectorSchemaRoot root = rows.root();
        for (int row = 0; row < root.getRowCount(); row++) {
          List<Object> values = new ArrayList<>();
          for (FieldVector vector : root.getFieldVectors()) {
            values.add(PlainValues.ofArrow(vector, row));
          }
          answer.add(values);
        }
      }
      return new Answer(columns, answer);
    }
  }
}
