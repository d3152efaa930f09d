package org.weft.tests.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.RowStream;
import org.weft.am.session.SqlSession;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Lexer;
import org.weft.tests.oracle.Answer;
import org.weft.tests.oracle.DuckDb;
import org.weft.tests.oracle.Weft;
import org.weft.tests.tpch.TpchData;

/** Runs the records of one file in a session, and says which of them did not come out right. */
public final class SpecRun {
  private final SqlSession session;
  private final Optional<DuckDb> duckdb;
  private final Map<String, String> variables;

  /**
   * A run in a fresh session.
   *
   * @param variables what stands for {@code ${name}} in statements
   */
  public SpecRun(SqlSession session, Optional<DuckDb> duckdb, Map<String, String> variables) {
    this.session = session;
    this.duckdb = duckdb;
    this.variables = variables;
  }

  /** A record that did not come out right, and how. */
  public record Failure(SpecRecord record, String difference) {
    @Override
    public String toString() {
      return "line " + record.line() + ": " + difference + "\n    " + record.sql();
    }
  }

  /** Makes a data set's tables known, here and in DuckDB. */
  public void useTables(String dataSet) {
    if (!dataSet.equals("tpch")) {
      throw new IllegalArgumentException("no data set " + dataSet);
    }
    TpchData data = TpchData.at("0.01");
    data.references().forEach(session::register);
    duckdb.ifPresent(d -> d.with(data));
  }

  /** Runs a file to its end. */
  public List<Failure> run(SpecFile file) {
    file.tables().forEach(this::useTables);
    List<Failure> failures = new ArrayList<>();
    for (SpecRecord record : file.records()) {
      difference(record).ifPresent(text -> failures.add(new Failure(record, text)));
    }
    return failures;
  }

  /** Runs one record. What is different from what it says, if anything. */
  public Optional<String> difference(SpecRecord record) {
    try {
      if (record instanceof SpecRecord.Fails fails) {
        return failure(fails);
      }
      if (record instanceof SpecRecord.Ok ok) {
        return ok(ok);
      }
      if (record instanceof SpecRecord.Rows rows) {
        return rows(rows);
      }
      return oracle((SpecRecord.Oracle) record);
    } catch (WeftException e) {
      return Optional.of(e.getMessage());
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      java.io.StringWriter trace = new java.io.StringWriter();
      e.printStackTrace(new java.io.PrintWriter(trace));
      return Optional.of(trace.toString());
    }
  }

  private Optional<String> ok(SpecRecord.Ok ok) {
    if (ok.engines() != SpecRecord.Engines.WEFT) {
      duckdb.ifPresent(d -> d.execute(resolved(ok.sql())));
    }
    if (ok.engines() != SpecRecord.Engines.DUCKDB) {
      exhaust(resolved(ok.sql()));
    }
    return Optional.empty();
  }

  private void exhaust(String sql) {
    try (PreparedSql statement = session.prepare(sql);
        RowStream rows = statement.run()) {
      while (rows.advance()) {
        // only that it runs to the end
      }
    }
  }

  private Optional<String> failure(SpecRecord.Fails fails) {
    try {
      exhaust(resolved(fails.sql()));
    } catch (WeftException e) {
      String place = e.position().map(p -> p.line() + ":" + p.column()).orElse("nowhere");
      boolean isRight =
          e.code() == fails.code()
              && fails.place().map(place::equals).orElse(true)
              && e.getMessage().contains(fails.text());
      return isRight
          ? Optional.empty()
          : Optional.of(
              "expected "
                  + fails.code()
                  + fails.place().map(p -> " at " + p).orElse("")
                  + " "
                  + fails.text()
                  + ", not at "
                  + place
                  + " "
                  + e.getMessage());
    }
    return Optional.of("it ran, but should fail with " + fails.code());
  }

  private Optional<String> rows(SpecRecord.Rows rows) {
    try (PreparedSql statement = session.prepare(resolved(rows.sql()))) {
      Answer answer = Weft.answer(statement);
      Answer expected = WrittenRows.like(answer, rows.rows(), rows.shape().names());
      return compare(statement.schema(), answer, expected, rows);
    }
  }

  private Optional<String> oracle(SpecRecord.Oracle oracle) {
    Answer expected = duckdb.orElseThrow().query(resolved(oracle.duckdb()));
    try (PreparedSql statement = session.prepare(resolved(oracle.sql()))) {
      return compare(statement.schema(), Weft.answer(statement), expected, oracle);
    }
  }

  private static Optional<String> compare(
      Schema schema, Answer answer, Answer expected, SpecRecord record) {
    SpecRecord.Shape shape =
        record instanceof SpecRecord.Rows rows
            ? rows.shape()
            : ((SpecRecord.Oracle) record).shape();
    String types = types(schema);
    boolean areTypesRight = shape.types().map(wanted -> fits(types, wanted)).orElse(true);
    if (!areTypesRight) {
      return Optional.of("types " + types + " instead of " + shape.types().orElseThrow());
    }
    boolean areNamesRight =
        shape.names() == SpecRecord.Names.FREE || answer.columns().equals(expected.columns());
    if (!areNamesRight) {
      return Optional.of("columns " + answer.columns() + " instead of " + expected.columns());
    }
    boolean isOrdered =
        switch (shape.order()) {
          case MATTERS -> true;
          case FREE -> false;
          case BY_QUERY -> endsWithOrderBy(record.sql());
        };
    return answer
        .differenceFrom(expected, isOrdered ? Answer.Order.MATTERS : Answer.Order.FREE)
        .map(difference -> difference + "\n    gave " + shortened(answer.rows()));
  }

  private static String shortened(List<List<Object>> rows) {
    String text = rows.toString();
    return text.length() < 400 ? text : text.substring(0, 400) + "…";
  }

  private static boolean endsWithOrderBy(String sql) {
    int depth = 0;
    boolean isOrdered = false;
    for (Lexer.Lexeme lexeme : Lexer.lexemes(sql)) {
      depth += lexeme.is('(') ? 1 : 0;
      depth -= lexeme.is(')') ? 1 : 0;
      isOrdered |= depth == 0 && lexeme.is("order");
    }
    return isOrdered;
  }

  private static boolean fits(String types, String wanted) {
    boolean fits = types.length() == wanted.length();
    for (int i = 0; fits && i < types.length(); i++) {
      fits = wanted.charAt(i) == '?' || wanted.charAt(i) == types.charAt(i);
    }
    return fits;
  }

  private static String types(Schema schema) {
    StringBuilder types = new StringBuilder();
    for (Field field : schema.getFields()) {
      types.append(letter(field.getType()));
    }
    return types.toString();
  }

  private static char letter(ArrowType type) {
    return switch (type.getTypeID()) {
      case Int -> 'I';
      case Decimal -> 'N';
      case FloatingPoint -> 'R';
      case Utf8, LargeUtf8, Utf8View -> 'T';
      case Bool -> 'B';
      case Date -> 'D';
      case Timestamp -> 'S';
      case Time -> 'H';
      case Interval, Duration -> 'V';
      case Binary, LargeBinary, BinaryView, FixedSizeBinary -> 'X';
      case List, LargeList, FixedSizeList -> 'L';
      case Struct -> 'U';
      case Map -> 'M';
      default -> '?';
    };
  }

  private String resolved(String sql) {
    String text = sql;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text = text.replace("${" + variable.getKey() + "}", variable.getValue());
    }
    return text;
  }
}
