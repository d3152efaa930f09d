package org.weft.tests.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.weft.planner.error.ErrorCode;
import org.weft.tests.spec.SpecRecord.Engines;
import org.weft.tests.spec.SpecRecord.Names;
import org.weft.tests.spec.SpecRecord.Order;
import org.weft.tests.spec.SpecRecord.Shape;

/**
 * A spec file, read.
 *
 * @param tables the data sets whose tables it uses
 */
public record SpecFile(Path path, List<String> tables, List<SpecRecord> records) {
  private static final String SEPARATOR = "----";

  /** All files below a directory, by name. */
  public static List<SpecFile> below(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".test"))
          .sorted()
          .map(SpecFile::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a file. */
  public static SpecFile read(Path path) {
    try {
      return new Reader(path, Files.readAllLines(path)).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The topic and the name, such as {@code joins/natural}. */
  public String name() {
    return path.getParent().getFileName()
        + "/"
        + path.getFileName().toString().replace(".test", "");
  }

  /** True if DuckDB is asked. */
  public boolean hasOracle() {
    return records.stream().anyMatch(SpecRecord.Oracle.class::isInstance);
  }

  private static final class Reader {
    private final Path path;
    private final List<String> lines;
    private final List<String> tables = new ArrayList<>();
    private final List<SpecRecord> records = new ArrayList<>();
    private int next;

    Reader(Path path, List<String> lines) {
      this.path = path;
      this.lines = lines;
    }

    SpecFile read() {
      while (next < lines.size()) {
        String line = lines.get(next);
        if (line.isBlank() || line.startsWith("#")) {
          next++;
        } else if (line.startsWith("tables ")) {
          tables.add(line.substring("tables ".length()).strip());
          next++;
        } else {
          records.add(record());
        }
      }
      return new SpecFile(path, List.copyOf(tables), List.copyOf(records));
    }

    private SpecRecord record() {
      int line = next + 1;
      List<String> words = new ArrayList<>(Arrays.asList(lines.get(next).strip().split("\\s+")));
      next++;
      String kind = words.remove(0);
      String sql = text();
      if (sql.isBlank()) {
        throw wrong(line, "a record without a statement");
      }
      if (kind.equals("statement")) {
        return statement(line, words, sql);
      }
      if (kind.equals("query")) {
        return query(line, words, sql);
      }
      throw wrong(line, "a record starts with statement or query");
    }

    private SpecRecord statement(int line, List<String> words, String sql) {
      String outcome = words.isEmpty() ? "" : words.remove(0);
      if (outcome.equals("ok")) {
        Engines engines =
            words.isEmpty() ? Engines.BOTH : Engines.valueOf(words.get(0).toUpperCase());
        return new SpecRecord.Ok(line, sql, engines);
      }
      if (!outcome.equals("error") || words.isEmpty()) {
        throw wrong(line, "write statement ok, or statement error CODE");
      }
      ErrorCode code = ErrorCode.valueOf(words.remove(0));
      Optional<String> place = Optional.empty();
      if (words.size() > 1 && words.get(0).equals("at") && words.get(1).matches("\\d+:\\d+")) {
        words.remove(0);
        place = Optional.of(words.remove(0));
      }
      return new SpecRecord.Fails(line, sql, code, place, String.join(" ", words));
    }

    private SpecRecord query(int line, List<String> words, String sql) {
      boolean asksOracle = words.remove("oracle");
      Names names = words.remove("header") ? Names.MATTER : Names.FREE;
      Order order = Order.BY_QUERY;
      if (words.remove("nosort")) {
        order = Order.MATTERS;
      } else if (words.remove("rowsort")) {
        order = Order.FREE;
      }
      if (words.size() > 1) {
        throw wrong(line, "not known: " + words);
      }
      Shape shape = new Shape(words.stream().findFirst(), order, names);
      boolean hasMore = next < lines.size() && lines.get(next).strip().equals(SEPARATOR);
      if (hasMore) {
        next++;
      }
      if (asksOracle) {
        return new SpecRecord.Oracle(line, sql, shape, hasMore ? text() : sql);
      }
      if (!hasMore) {
        throw wrong(line, "the rows are missing behind " + SEPARATOR);
      }
      List<String> rows = new ArrayList<>();
      while (next < lines.size() && !lines.get(next).isBlank()) {
        rows.add(lines.get(next++));
      }
      return new SpecRecord.Rows(line, sql, shape, rows);
    }

    /** The lines up to an empty one or the separator. */
    private String text() {
      List<String> text = new ArrayList<>();
      while (next < lines.size()
          && !lines.get(next).isBlank()
          && !lines.get(next).strip().equals(SEPARATOR)) {
        text.add(lines.get(next++));
      }
      return String.join("\n", text);
    }

    private IllegalArgumentException wrong(int line, String what) {
      return new IllegalArgumentException(path + ":" + line + ": " + what);
    }
  }
}
