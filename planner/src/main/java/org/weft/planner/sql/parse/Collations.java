package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * What COLLATE says of how texts are compared. Both sides of a comparison, and keys of ORDER BY,
 * are folded: {@code a COLLATE NOCASE = b} is {@code lower(a) = lower(b)}. Elsewhere a collation
 * would have to go with the value to where it is compared, which it does not: it is refused there.
 */
final class Collations {
  /**
   * Where collations stand of which the values have not met what they are compared with yet. A text
   * may be read more than once.
   */
  private final Map<String, SqlParserPos> open = new LinkedHashMap<>();

  /** Stands around a value. It goes where the value goes, in parentheses or not. */
  private static final class Mark extends SqlUnresolvedFunction {
    private final List<String> functions;
    private final SqlParserPos place;

    /**
     * @param functions that fold the value, the inner one first
     * @param place of the collation's name
     */
    Mark(List<String> functions, SqlParserPos place) {
      super(
          new SqlIdentifier("collate", place),
          null,
          null,
          null,
          null,
          SqlFunctionCategory.USER_DEFINED_FUNCTION);
      this.functions = functions;
      this.place = place;
    }
  }

  private static Optional<Mark> mark(SqlNode value) {
    return value instanceof SqlCall call && call.getOperator() instanceof Mark mark
        ? Optional.of(mark)
        : Optional.empty();
  }

  /** A value with COLLATE behind it. */
  SqlNode marked(SqlNode value, SqlIdentifier name) {
    List<String> functions = functions(name);
    if (functions.isEmpty()) {
      return value;
    }
    SqlParserPos place = name.getParserPosition();
    open.put(place.toString(), place);
    return new Mark(functions, place).createCall(place, value);
  }

  /** The functions that fold a text, the inner one first; none if its bytes are compared. */
  private static List<String> functions(SqlIdentifier name) {
    List<String> functions = new ArrayList<>();
    for (String part : name.names) {
      switch (part.toLowerCase(Locale.ROOT)) {
        case "binary", "c", "posix", "utf8_binary", "ucs_basic" -> {
          // what is done anyway
        }
        case "nocase", "utf8_lcase" -> functions.add("lower");
        case "noaccent" -> functions.add("strip_accents");
        case "nfc" -> functions.add("nfc_normalize");
        default ->
            throw WeftException.of(
                    ErrorCode.UNSUPPORTED_FEATURE, "collation '" + name + "' is not supported")
                .at(QueryParser.position(name.getParserPosition()).orElseThrow())
                .hint("use NOCASE, NOACCENT, NOCASE.NOACCENT or \"C\"");
      }
    }
    return functions.stream().sorted().distinct().toList();
  }

  /** A key of ORDER BY, folded if it has a collation. */
  SqlNode key(SqlNode key) {
    Optional<Mark> mark = mark(key);
    if (mark.isEmpty() || ((SqlCall) key).operand(0) instanceof SqlLiteral) {
      return key; // a number is that of a column, and stays refused
    }
    return folded(key, mark.get().functions);
  }

  /** Values that are compared with one another, folded if one of them has a collation. */
  List<SqlNode> compared(List<SqlNode> values) {
    List<String> functions = null;
    for (SqlNode value : values) {
      Optional<Mark> mark = mark(value);
      if (mark.isEmpty()) {
        continue;
      }
      if (functions != null && !mark.get().functions.equals(functions)) {
        throw WeftException.of(
                ErrorCode.INVALID_QUERY, "values of different collations cannot be compared")
            .at(QueryParser.position(mark.get().place).orElseThrow())
            .hint("give all of them the same one");
      }
      functions = mark.get().functions;
    }
    if (functions == null) {
      return values;
    }
    List<SqlNode> folded = new ArrayList<>();
    for (SqlNode value : values) {
      folded.add(folded(value, functions));
    }
    return folded;
  }

  private SqlNode folded(SqlNode value, List<String> functions) {
    SqlNode folded = value;
    Optional<Mark> mark = mark(value);
    if (mark.isPresent()) {
      open.remove(mark.get().place.toString());
      folded = ((SqlCall) value).operand(0);
    }
    for (String function : functions) {
      folded = NamedCalls.of(function, value.getParserPosition(), folded);
    }
    return folded;
  }

  /**
   * Checks that all values with a collation are compared.
   *
   * @throws WeftException UNSUPPORTED_FEATURE at one that is not
   */
  void requireNone() {
    for (SqlParserPos pos : open.values()) {
      throw WeftException.of(
              ErrorCode.UNSUPPORTED_FEATURE,
              "COLLATE is supported in comparisons and keys of ORDER BY only")
          .at(QueryParser.position(pos).orElseThrow())
          .hint("compare, group or order by lower(text) or strip_accents(text) instead");
    }
  }
}
