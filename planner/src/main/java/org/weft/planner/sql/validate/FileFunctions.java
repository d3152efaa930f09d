package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.OptionValue;
import org.weft.planner.scan.ReadOptionNames;
import org.weft.planner.scan.TableReference;
import org.weft.planner.sql.Catalog;
import org.weft.planner.sql.parse.QueryText;

/**
 * Table functions that read files: {@code read_csv('path', header => true)}. The path is a text or
 * a list of them; options are named with {@code =>}, {@code :=} or {@code =}.
 */
final class FileFunctions {
  private static final List<String> NAMES =
      List.of("read_parquet", "read_csv", "read_json", "read_orc", "read_arrow");

  private final QueryText text;
  private final QueryTables tables;

  FileFunctions(QueryText text, QueryTables tables) {
    this.text = text;
    this.tables = tables;
  }

  /** The format a function reads, if it is one of these. */
  private static Optional<FileFormat> format(String function) {
    return switch (function.toLowerCase(Locale.ROOT)) {
      case "read_parquet", "parquet_scan" -> Optional.of(FileFormat.PARQUET);
      case "read_csv", "read_csv_auto" -> Optional.of(FileFormat.CSV);
      case "read_json", "read_json_auto", "read_ndjson", "read_ndjson_auto" ->
          Optional.of(FileFormat.JSON);
      case "read_orc" -> Optional.of(FileFormat.ORC);
      case "read_arrow", "read_ipc", "read_feather" -> Optional.of(FileFormat.ARROW);
      default -> Optional.empty();
    };
  }

  /** The files that a call stands for. */
  TableReference files(SqlCall call) {
    String function = call.getOperator().getName();
    FileFormat format = format(function).orElseThrow(() -> notFound(function, call));
    List<String> paths = new ArrayList<>();
    Map<String, OptionValue> options = new LinkedHashMap<>();
    for (SqlNode argument : call.getOperandList()) {
      if (argument.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
        put(((SqlCall) argument).operand(1), ((SqlCall) argument).operand(0), options);
      } else if (argument.getKind() == SqlKind.EQUALS) {
        put(((SqlCall) argument).operand(0), ((SqlCall) argument).operand(1), options);
      } else {
        addPaths(argument, function, paths);
      }
    }
    if (paths.isEmpty()) {
      throw wrongPath(function, call);
    }
    if (function.toLowerCase(Locale.ROOT).startsWith("read_ndjson")) {
      options.putIfAbsent("format", OptionValue.single("newline_delimited"));
    }
    try {
      return Catalog.files(
          paths, ReadOptionNames.options(format, options, name -> type(name, call)));
    } catch (WeftException e) {
      throw e.position().isPresent() ? e : text.at(e, call);
    }
  }

  private org.weft.planner.type.DataType type(String name, SqlNode place) {
    try {
      return tables.type(name);
    } catch (WeftException e) {
      throw text.at(
          WeftException.of(ErrorCode.INVALID_QUERY, "'" + name + "' is not a type", e), place);
    }
  }

  private WeftException notFound(String function, SqlNode place) {
    WeftException error =
        WeftException.of(ErrorCode.FUNCTION_NOT_FOUND, "no table function '" + function + "'");
    return text.at(
        NearestName.of(function, NAMES)
            .map(nearest -> error.hint("use " + nearest + ", the nearest name"))
            .orElse(error.hint("use one of " + String.join(", ", NAMES))),
        place);
  }

  private void put(SqlNode name, SqlNode value, Map<String, OptionValue> options) {
    if (!(name instanceof SqlIdentifier identifier) || !identifier.isSimple()) {
      throw text.at(
          WeftException.of(ErrorCode.INVALID_QUERY, "an option needs a name").hint("name => value"),
          name);
    }
    String key = identifier.getSimple().toLowerCase(Locale.ROOT);
    if (options.put(key, value(value)) != null) {
      throw text.at(
          WeftException.of(ErrorCode.INVALID_QUERY, "option '" + key + "' is given twice"), name);
    }
  }

  private OptionValue value(SqlNode value) {
    if (value instanceof SqlCall call) {
      String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
      if (call.getKind() == SqlKind.MAP_VALUE_CONSTRUCTOR || name.equals("named_struct")) {
        return OptionValue.map(texts(call));
      }
      if (call.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
        return OptionValue.list(texts(call));
      }
    }
    return OptionValue.single(single(value));
  }

  private List<String> texts(SqlCall call) {
    return call.getOperandList().stream().map(this::single).toList();
  }

  private String single(SqlNode value) {
    if (value instanceof SqlLiteral literal && literal.getValue() != null) {
      boolean isText =
          literal.getTypeName().getFamily() == org.apache.calcite.sql.type.SqlTypeFamily.CHARACTER;
      return isText ? literal.getValueAs(String.class) : literal.toValue();
    }
    if (value instanceof SqlIdentifier identifier && identifier.isSimple()) {
      return identifier.getSimple();
    }
    if (value instanceof SqlDataTypeSpec || value.getKind() == SqlKind.MINUS_PREFIX) {
      return text.of(value).replace(" ", "");
    }
    throw text.at(
        WeftException.of(ErrorCode.INVALID_QUERY, "the value of an option must be written out"),
        value);
  }

  private void addPaths(SqlNode argument, String function, List<String> paths) {
    if (argument instanceof SqlLiteral literal
        && literal.getTypeName().getFamily()
            == org.apache.calcite.sql.type.SqlTypeFamily.CHARACTER) {
      paths.add(literal.getValueAs(String.class));
    } else if (argument.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
      for (SqlNode path : ((SqlCall) argument).getOperandList()) {
        addPaths(path, function, paths);
      }
    } else {
      throw wrongPath(function, argument);
    }
  }

  private WeftException wrongPath(String function, SqlNode place) {
    return text.at(
        WeftException.of(ErrorCode.INVALID_QUERY, function + " needs a path in single quotes")
            .hint("write " + function + "('data/*'), or an ARRAY of such paths"),
        place);
  }
}
