package org.weft.container.function;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The values of a DuckDB expression, as {@code Rows} shows ours. */
final class DuckValues {
  private DuckValues() {}

  /** One value per row of {@code t}. */
  static List<Object> of(Connection duck, String expression) throws SQLException {
    List<Object> values = new ArrayList<>();
    try (Statement statement = duck.createStatement()) {
      String type = typeOf(statement, expression);
      String shown =
          type.startsWith("TIMESTAMP")
              ? (type.equals("TIMESTAMP_NS") ? "epoch_ns(" : "epoch_us(") + expression + ")"
              : expression;
      try (ResultSet result = statement.executeQuery(query(shown))) {
        while (result.next()) {
          values.add(normal(result.getObject(1)));
        }
      }
    }
    return values;
  }

  private static String typeOf(Statement statement, String expression) throws SQLException {
    try (ResultSet result =
        statement.executeQuery("DESCRIBE SELECT (" + expression + ") AS x FROM t")) {
      result.next();
      return result.getString("column_type");
    }
  }

  private static String query(String expression) {
    return "SELECT " + expression + " AS x FROM t ORDER BY k";
  }

  private static Object normal(Object value) throws SQLException {
    if (value instanceof Number number
        && !(value instanceof Double
            || value instanceof Float
            || value instanceof BigDecimal
            || value instanceof BigInteger)) {
      return number.longValue();
    }
    if (value instanceof java.sql.Array array) {
      List<Object> elements = new ArrayList<>();
      for (Object element : (Object[]) array.getArray()) {
        elements.add(normal(element));
      }
      return elements;
    }
    if (value instanceof Blob blob) {
      return "0x" + HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
    }
    return value instanceof Date date ? date.toLocalDate() : value;
  }
}
