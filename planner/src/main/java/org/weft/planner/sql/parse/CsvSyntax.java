package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * Spark's functions of lines of CSV: {@code from_csv('1,a', 'id INT, name STRING', map('sep',
 * ';'))}. The type and the options are constants; options that would change how values are read are
 * refused.
 */
final class CsvSyntax {
  private static final Map<String, String> DEFAULTS =
      Map.of("sep", ",", "quote", "\"", "escape", "\\", "nullvalue", "");

  private final String function;
  private final SqlParserPos pos;

  private CsvSyntax(String function, SqlParserPos pos) {
    this.function = function;
    this.pos = pos;
  }

  /** The call that another stands for; null if it stands for itself. */
  static SqlNode special(String function, List<SqlNode> operands, SqlParserPos pos) {
    int fixed =
        switch (function) {
          case "from_csv" -> 2;
          case "to_csv", "schema_of_csv" -> 1;
          default -> 0;
        };
    if (fixed == 0) {
      return null;
    }
    CsvSyntax syntax = new CsvSyntax(function, pos);
    if (operands.size() < fixed || operands.size() > fixed + 1) {
      throw syntax.wrong("function " + function + " does not take so many arguments");
    }
    List<SqlNode> options = syntax.options(operands.size() > fixed ? operands.get(fixed) : null);
    return switch (function) {
      case "from_csv" -> syntax.read(operands.get(0), operands.get(1), options);
      case "to_csv" ->
          syntax.call("csv_write", NamedCalls.of("to_json", pos, operands.get(0)), options);
      default -> syntax.call("csv_schema", operands.get(0), options);
    };
  }

  private SqlNode read(SqlNode text, SqlNode type, List<SqlNode> options) {
    if (!JsonSyntax.isText(type)) {
      throw wrong("from_csv takes a line and its type as a text in quotes");
    }
    SqlDataTypeSpec spec = JsonSyntax.type(JsonSyntax.text(type), type.getParserPosition());
    SqlNode shape =
        SqlStdOperatorTable.CAST.createCall(
            pos, SqlLiteral.createNull(pos), JsonSyntax.texts(spec, pos));
    List<SqlNode> operands = new ArrayList<>(List.of(text, shape));
    operands.addAll(options);
    SqlDataTypeSpec placed = new SqlDataTypeSpec(spec.getTypeNameSpec(), null, true, pos);
    return SqlLibraryOperators.TRY_CAST.createCall(
        pos, NamedCalls.of("csv_read", pos, operands), placed);
  }

  private SqlNode call(String name, SqlNode argument, List<SqlNode> options) {
    List<SqlNode> operands = new ArrayList<>(List.of(argument));
    operands.addAll(options);
    return NamedCalls.of(name, pos, operands);
  }

  /** Separator, quote, escape and what stands for null. */
  private List<SqlNode> options(SqlNode written) {
    Map<String, String> options = new TreeMap<>(DEFAULTS);
    if (written != null && written.getKind() != SqlKind.MAP_VALUE_CONSTRUCTOR) {
      throw wrong("options of " + function + " are a map of texts");
    }
    List<SqlNode> pairs = written == null ? List.of() : ((SqlCall) written).getOperandList();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      if (!JsonSyntax.isText(pairs.get(i)) || !JsonSyntax.isText(pairs.get(i + 1))) {
        throw wrong("options of " + function + " are a map of texts");
      }
      put(JsonSyntax.text(pairs.get(i)), JsonSyntax.text(pairs.get(i + 1)), options);
    }
    return List.of(
        literal(options.get("sep")),
        literal(options.get("quote")),
        literal(options.get("escape")),
        literal(options.get("nullvalue")));
  }

  private SqlNode literal(String text) {
    return SqlLiteral.createCharString(text, pos);
  }

  private void put(String name, String value, Map<String, String> options) {
    String key = name.toLowerCase(Locale.ROOT);
    key = key.equals("delimiter") ? "sep" : key;
    boolean isCharacter = key.equals("quote") || key.equals("escape");
    boolean isPermissive = key.equals("mode") && value.equalsIgnoreCase("permissive");
    if (isCharacter && value.length() != 1 || key.equals("sep") && value.isEmpty()) {
      throw wrong("option '" + name + "' of " + function + " is a character");
    }
    if (!DEFAULTS.containsKey(key) && !isPermissive) {
      throw JsonSyntax.at(
          WeftException.of(
                  ErrorCode.UNSUPPORTED_FEATURE,
                  "option '" + name + "' of " + function + " is not supported")
              .hint("use sep, quote, escape and nullValue"),
          pos);
    }
    options.put(key, value);
  }

  private WeftException wrong(String sentence) {
    return JsonSyntax.at(
        WeftException.of(ErrorCode.INVALID_QUERY, sentence)
            .hint("write from_csv('1,a', 'id INT, name STRING', map('sep', ','))"),
        pos);
  }
}
