package org.weft.tests.random;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.weft.am.session.NativeEngine;
import org.weft.am.session.SqlSession;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.setting.Settings;
import org.weft.tests.oracle.DuckDb;

/**
 * Calls every function that both engines have, as DuckDB declares it, with generated values over
 * columns, and one by one where one of them is an error: {@code FunctionComparison [rounds] [seed]
 * [name]}.
 */
public final class FunctionComparison {
  private static final int ROWS = 8;

  /** Rows of values that are drawn for them: some differ on purpose. */
  private static final int MOST_DRAWN = 80;

  private final Duel duel;
  private final Chance chance;
  private final FunctionArguments arguments;
  private final Map<String, List<String>> wrong = new TreeMap<>();
  private final Map<String, List<String>> refused = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private int calls;
  private int compared;

  private FunctionComparison(Duel duel, long seed) {
    this.duel = duel;
    this.chance = new Chance(seed);
    this.arguments = new FunctionArguments(chance);
  }

  /** A function as DuckDB declares it. */
  private record Declared(String name, boolean isAggregate, List<String> parameters) {}

  /**
   * What is compared.
   *
   * @param forms which forms of each function
   * @param rounds how many rows of values each form of a function is called with, in eights
   * @param name the only function, or all
   */
  record Range(int rounds, Forms forms, long seed, Optional<String> name) {}

  /** Which of the forms that DuckDB declares of a function. */
  enum Forms {
    FIRST,
    ALL
  }

  /** The program. */
  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.currentTimeMillis();
    Optional<String> name = args.length > 2 ? Optional.of(args[2]) : Optional.empty();
    System.out.print(run(new Range(rounds, Forms.ALL, seed, name), System.err::println).report());
  }

  /** Compares in this process. */
  static FunctionComparison run(Range range, Consumer<String> progress) {
    Settings settings = Settings.DEFAULTS.with("threads", "1");
    try (BufferAllocator allocator = new RootAllocator();
        NativeEngine engine = new NativeEngine(new Configuration(), settings, allocator);
        DuckDb duckdb = new DuckDb(1)) {
      SqlSession session = engine.session();
      FunctionComparison comparison =
          new FunctionComparison(new Duel(session, duckdb), range.seed());
      Set<String> called = new HashSet<>();
      for (Declared declared : declared(duckdb)) {
        boolean isOneMore = called.add(declared.name()) || range.forms() == Forms.ALL;
        if (isOneMore && (range.name().isEmpty() || range.name().get().equals(declared.name()))) {
          progress.accept(declared.toString());
          for (int round = 0; round < range.rounds(); round++) {
            comparison.call(declared);
          }
        }
      }
      return comparison;
    }
  }

  private static List<Declared> declared(DuckDb duckdb) {
    List<Declared> found = new ArrayList<>();
    String sql =
        "SELECT DISTINCT function_name, function_type, array_to_string(parameter_types, ';'),"
            + " varargs FROM duckdb_functions() WHERE function_type IN ('scalar', 'aggregate') AND"
            + " len(parameter_types) > 0 ORDER BY ALL";
    for (List<Object> row : duckdb.query(sql).rows()) {
      String name = (String) row.get(0);
      boolean isCompared =
          FunctionRegistry.find(name).filter(FunctionComparison::isCalled).isPresent()
              && FunctionDifference.of(name).isEmpty();
      if (isCompared) {
        List<String> parameters = new ArrayList<>(List.of(((String) row.get(2)).split(";")));
        if (row.get(3) != null) {
          parameters.add((String) row.get(3));
        }
        found.add(new Declared(name, row.get(1).equals("aggregate"), parameters));
      }
    }
    return found;
  }

  private static boolean isCalled(FunctionEntry entry) {
    return entry.syntax().isEmpty() || !entry.forms().isEmpty();
  }

  private void call(Declared function) {
    List<String> types = new ArrayList<>();
    for (String parameter : function.parameters()) {
      Optional<String> type = arguments.type(parameter);
      if (type.isEmpty()) {
        return;
      }
      types.add(type.get());
    }
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; rows.size() < ROWS && row < MOST_DRAWN; row++) {
      List<String> drawn = types.stream().map(arguments::value).toList();
      if (!FunctionDifference.of(function.name(), drawn)) {
        rows.add(drawn);
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    String sql = overColumns(function, rows);
    Verdict verdict = duel.of(sql);
    boolean isError = verdict instanceof Verdict.NoOracle || verdict instanceof Verdict.Allowed;
    if (isError && !function.isAggregate()) {
      rows.forEach(row -> note(function, "SELECT " + written(function, row) + " AS r"));
    } else {
      note(function, sql, verdict);
    }
  }

  private static String written(Declared function, List<String> arguments) {
    return function.name() + "(" + String.join(", ", arguments) + ")";
  }

  private static String overColumns(Declared function, List<List<String>> rows) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < function.parameters().size(); i++) {
      columns.add("a" + i);
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      values.add("(" + i + ", " + String.join(", ", rows.get(i)) + ")");
    }
    String row = function.isAggregate() ? "" : "i, ";
    return "SELECT "
        + row
        + written(function, columns)
        + " AS r FROM (VALUES "
        + String.join(", ", values)
        + ") AS t(i, "
        + String.join(", ", columns)
        + ")";
  }

  private void note(Declared function, String sql) {
    note(function, sql, duel.of(sql));
  }

  private void note(Declared function, String sql, Verdict verdict) {
    calls++;
    if (verdict.isFault()) {
      faults.add(verdict + "\n    " + sql);
    }
    String what = function.name() + function.parameters();
    if (verdict instanceof Verdict.Same) {
      compared++;
    } else if (verdict instanceof Verdict.Wrong) {
      wrong.computeIfAbsent(what, w -> new ArrayList<>()).add(verdict + "\n    " + sql);
    } else if (verdict instanceof Verdict.Refused) {
      refused.computeIfAbsent(what, w -> new ArrayList<>()).add(verdict + "\n    " + sql);
    }
  }

  /** The forms of functions whose values differ, with calls. */
  Map<String, List<String>> wrong() {
    return wrong;
  }

  /** Calls that fail as no call may. */
  List<String> faults() {
    return faults;
  }

  int compared() {
    return compared;
  }

  /** All in words. */
  String report() {
    StringBuilder text = new StringBuilder();
    faults.forEach(fault -> text.append("FAULT ").append(fault).append('\n'));
    text.append(calls).append(" queries, ").append(compared).append(" the same\n");
    text.append("== refused ==\n");
    refused.forEach(
        (what, calls) -> text.append(what).append(": ").append(calls.get(0)).append('\n'));
    text.append("== wrong ==\n");
    wrong.forEach(
        (what, calls) -> text.append(what).append(": ").append(calls.get(0)).append('\n'));
    return text.toString();
  }
}
