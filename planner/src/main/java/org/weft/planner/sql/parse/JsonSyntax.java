package org.weft.planner.sql.parse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMapTypeNameSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlRowTypeNameSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.function.FunctionRegistry;

/**
 * Calls of JSON functions whose result depends on how they are written: casts to JSON, from_json
 * with a type in a text, paths with wildcards, and what is put into JSON. JSON is text; one that
 * comes straight from a function of JSON is put in as it is, any other text in quotes.
 */
final class JsonSyntax {
  /** The field of a struct that {@code to_json} writes as it is. */
  private static final String RAW = "$json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> MAKE_JSON =
      Set.of(
          "as_json",
          "try_as_json",
          "json",
          "json_minify",
          "json_extract",
          "json_extract_path",
          "json_query",
          "json_value",
          "json_array",
          "json_object",
          "to_json",
          "json_quote",
          "row_to_json",
          "array_to_json",
          "json_merge_patch",
          "json_structure",
          "json_group_array",
          "json_group_object",
          "json_group_structure");

  private static final Set<String> TAKE_VALUES =
      Set.of(
          "json_array",
          "json_object",
          "to_json",
          "json_quote",
          "row_to_json",
          "array_to_json",
          "json_group_array",
          "json_group_object");

  private static final Set<String> TAKE_PATHS =
      Set.of("json_extract", "json_extract_path", "json_extract_string", "json_extract_path_text");

  private JsonSyntax() {}

  /** {@code value::JSON} and the like. */
  static SqlNode cast(SqlOperator operator, SqlNode value, SqlParserPos pos) {
    boolean isSafe = operator.getKind() == SqlKind.SAFE_CAST;
    return NamedCalls.of(isSafe ? "try_as_json" : "as_json", pos, value);
  }

  /** The operands of a call with what is JSON among them marked. */
  static List<SqlNode> operands(String function, List<SqlNode> operands) {
    if (!TAKE_VALUES.contains(ownName(function))) {
      return operands;
    }
    List<SqlNode> marked = new ArrayList<>();
    for (SqlNode operand : operands) {
      marked.add(isJson(operand) ? raw(operand) : operand);
    }
    return marked;
  }

  /** True for what comes straight from a function of JSON. */
  static boolean isJson(SqlNode node) {
    return node instanceof SqlCall call
        && MAKE_JSON.contains(ownName(call.getOperator().getName()));
  }

  /** The name that a function has in the registry, of which others may be aliases. */
  private static String ownName(String written) {
    String name = written.toLowerCase(Locale.ROOT);
    return FunctionRegistry.find(name).map(FunctionEntry::name).orElse(name);
  }

  private static SqlNode raw(SqlNode json) {
    SqlParserPos pos = json.getParserPosition();
    return NamedCalls.of("named_struct", pos, SqlLiteral.createCharString(RAW, pos), json);
  }

  /** The call that another stands for; null if it stands for itself. */
  static SqlNode special(String function, List<SqlNode> operands, SqlParserPos pos) {
    boolean hasPath =
        TAKE_PATHS.contains(function) && operands.size() == 2 && isText(operands.get(1));
    if (hasPath) {
      String path = text(operands.get(1));
      boolean isMany = path.startsWith("$") && (path.contains("*") || path.contains(".."));
      boolean asText = function.equals("json_extract_string") || function.endsWith("_text");
      return isMany
          ? NamedCalls.of(
              asText ? "json_extract_string_all" : "json_extract_all",
              pos,
              operands.toArray(SqlNode[]::new))
          : null;
    }
    return switch (function) {
      case "from_json", "json_transform" ->
          read("json_read", SqlLibraryOperators.TRY_CAST, operands, pos);
      case "from_json_strict", "json_transform_strict" ->
          read("json_read_strict", SqlStdOperatorTable.CAST, operands, pos);
      default -> null;
    };
  }

  static boolean isText(SqlNode node) {
    return node.getKind() == SqlKind.LITERAL
        && ((SqlLiteral) node).getValue() instanceof org.apache.calcite.util.NlsString;
  }

  static String text(SqlNode literal) {
    return ((SqlLiteral) literal).getValueAs(String.class);
  }

  private static SqlNode read(
      String function, SqlFunction cast, List<SqlNode> operands, SqlParserPos pos) {
    if (operands.size() != 2 || !isText(operands.get(1))) {
      throw at(
          WeftException.of(
                  ErrorCode.INVALID_QUERY, "from_json takes JSON and its type as a text in quotes")
              .hint("write from_json(text, 'STRUCT(name VARCHAR)')"),
          pos);
    }
    SqlDataTypeSpec type = type(text(operands.get(1)), operands.get(1).getParserPosition());
    SqlNode shape =
        SqlStdOperatorTable.CAST.createCall(pos, SqlLiteral.createNull(pos), texts(type, pos));
    // at the place of the call, so that a column is called as the call is written
    SqlDataTypeSpec placed = new SqlDataTypeSpec(type.getTypeNameSpec(), null, true, pos);
    return cast.createCall(pos, NamedCalls.of(function, pos, operands.get(0), shape), placed);
  }

  static WeftException at(WeftException error, SqlParserPos pos) {
    return QueryParser.position(pos).map(error::at).orElse(error);
  }

  /** A type, a list of fields with their types, or DuckDB's structure of JSON. */
  static SqlDataTypeSpec type(String written, SqlParserPos pos) {
    String text = written.strip();
    boolean isStructure = text.startsWith("{") || text.startsWith("[") || text.startsWith("\"");
    try {
      if (isStructure) {
        return parsed(spelled(JSON.readTree(text)));
      }
      try {
        return parsed(text);
      } catch (WeftException e) {
        return parsed("STRUCT(" + text + ")"); // a INT, b STRING
      }
    } catch (WeftException | JsonProcessingException e) {
      throw at(
          WeftException.of(ErrorCode.TYPE_MISMATCH, "'" + written + "' is no type of JSON", e)
              .hint("write 'STRUCT(a INTEGER, b VARCHAR[])' or '{\"a\": \"INTEGER\"}'"),
          pos);
    }
  }

  private static SqlDataTypeSpec parsed(String text) {
    Tokens tokens = new Tokens(text);
    SqlDataTypeSpec type = new Grammar(tokens).types.type();
    if (!tokens.isAtEnd()) {
      throw tokens.unexpected("the end of the type");
    }
    return type;
  }

  private static String spelled(JsonNode structure) {
    if (structure.isTextual()) {
      return structure.textValue();
    }
    if (structure.isArray() && structure.size() == 1) {
      return spelled(structure.get(0)) + "[]";
    }
    if (!structure.isObject() || structure.isEmpty()) {
      throw WeftException.of(ErrorCode.TYPE_MISMATCH, structure + " is no type");
    }
    List<String> fields = new ArrayList<>();
    for (Iterator<Map.Entry<String, JsonNode>> each = structure.fields(); each.hasNext(); ) {
      Map.Entry<String, JsonNode> field = each.next();
      fields.add(Quoted.name(field.getKey()) + " " + spelled(field.getValue()));
    }
    return "STRUCT(" + String.join(", ", fields) + ")";
  }

  /** The type with texts for all that is not nested. */
  static SqlDataTypeSpec texts(SqlDataTypeSpec type, SqlParserPos pos) {
    return new SqlDataTypeSpec(texts(type.getTypeNameSpec(), pos), null, true, pos);
  }

  private static SqlTypeNameSpec texts(SqlTypeNameSpec spec, SqlParserPos pos) {
    if (spec instanceof SqlRowTypeNameSpec row) {
      List<SqlDataTypeSpec> types =
          row.getFieldTypes().stream().map(type -> texts(type, pos)).toList();
      return new SqlRowTypeNameSpec(pos, row.getFieldNames(), types);
    }
    if (spec instanceof SqlMapTypeNameSpec map) {
      return new SqlMapTypeNameSpec(
          texts(map.getKeyType(), pos), texts(map.getValType(), pos), pos);
    }
    if (spec instanceof SqlCollectionTypeNameSpec list) {
      return new SqlCollectionTypeNameSpec(
          texts(list.getElementTypeName(), pos), SqlTypeName.ARRAY, pos);
    }
    return new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, pos);
  }
}
