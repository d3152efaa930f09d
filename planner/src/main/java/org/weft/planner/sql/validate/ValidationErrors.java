package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.NearestName;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.Statement;
import org.weft.planner.sql.TableName;
import org.weft.planner.sql.parse.QueryText;

/** Turns what Calcite throws about one query into errors a user can act on. */
public final class ValidationErrors {
  private static final Pattern COLUMN =
      Pattern.compile("Column '(.*?)' not found in (?:any table|table '(.*?)').*", Pattern.DOTALL);
  private static final Pattern STAR =
      Pattern.compile("SELECT \\* (?:EXCLUDE|REPLACE).* unknown column\\(s\\): ([^,]*).*");
  private static final Pattern TABLE =
      Pattern.compile("(?:Object|Table) '(.*?)' not found.*", Pattern.DOTALL);
  private static final Pattern AMBIGUOUS = Pattern.compile("Column '(.*?)' is ambiguous.*");
  private static final Pattern SIGNATURE =
      Pattern.compile("No match found for function signature (.*?)(\\(.*)?", Pattern.DOTALL);
  private static final Pattern APPLY =
      Pattern.compile(
          "Cannot apply '?(.*?)'? to arguments of type '?(.*?)'?\\. Supported form.*",
          Pattern.DOTALL);
  private static final Pattern DISTINCT_ORDER =
      Pattern.compile("Expression '.*' is not in the select clause.*", Pattern.DOTALL);
  private static final Pattern TYPE = Pattern.compile("<([^<>]+)>");
  private static final Pattern UNKNOWN_TYPE =
      Pattern.compile("Unknown (?:datatype name|identifier) '(.*?)'.*");
  private static final Pattern LITERAL =
      Pattern.compile("Literal '(.*?)' can not be parsed to type '(.*?)'.*", Pattern.DOTALL);
  private static final Pattern TYPE_TROUBLE =
      Pattern.compile(
          "Cast function cannot convert.*|Illegal mixing of types.*|.*must have compatible types.*"
              + "|Type mismatch in column.*|.*not comparable to.*|Cannot compare values.*"
              + "|.*must be a condition.*|Expected a .* type.*|.*incompatible types.*"
              + "|Invalid types for.*|.*but is '.*'|Parameters must be of the same type.*",
          Pattern.DOTALL);
  private static final Pattern OUT_OF_RANGE =
      Pattern.compile("(?:Numeric|Date) literal .* out of range.*|Illegal .* literal.*");
  private static final Pattern FIELD =
      Pattern.compile("ROW type does not have a field (?:named|with index) (.*?)[:;] (.*)");
  private static final Pattern INNER_STRUCT = Pattern.compile("(?<=.)RecordType\\([^()]*\\)");
  private static final Pattern FIELD_NAME = Pattern.compile(" (\\S+)(?=[,)])");
  private static final Pattern CLASS_NAME = Pattern.compile("(?:org|java|com)\\.[a-z]+\\.|\\$\\d");

  private final SqlNode tree;
  private final QueryTables tables;
  private final QueryText text;

  ValidationErrors(Statement.Query query, SqlNode tree, QueryTables tables) {
    this.tree = tree;
    this.tables = tables;
    this.text = new QueryText(query);
  }

  /** The error to throw for a failure of validation. */
  WeftException translate(Throwable failure) {
    if (failure instanceof StackOverflowError) {
      return tooDeep(failure);
    }
    if (failure instanceof VirtualMachineError fatal) {
      throw fatal;
    }
    Optional<TextPosition> place = Optional.empty();
    String written = "";
    Throwable cause = failure;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof WeftException ours) {
        return place.isPresent() && ours.position().isEmpty() ? text.at(ours, place) : placed(ours);
      }
      if (t instanceof CalciteContextException context && context.getPosLine() > 0) {
        place =
            Optional.of(
                new TextPosition(context.getPosLine(), Math.max(1, context.getPosColumn())));
        written = text.of(position(context));
      }
      cause = t;
    }
    boolean isExplained = place.isPresent() && cause.getMessage() != null;
    if (!isExplained) {
      return Failures.internal("the query could not be understood", failure);
    }
    boolean isOfDistinct = DISTINCT_ORDER.matcher(cause.getMessage()).matches();
    if (isOfDistinct && !written.isEmpty()) {
      return text.at(
          WeftException.of(
                  ErrorCode.INVALID_QUERY,
                  "SELECT DISTINCT is ordered by what it selects, and '" + written + "' is not",
                  failure)
              .hint("select it too, or use GROUP BY"),
          place);
    }
    return text.at(explain(cause.getMessage(), failure), place);
  }

  private static SqlParserPos position(CalciteContextException context) {
    return new SqlParserPos(
        context.getPosLine(),
        context.getPosColumn(),
        context.getEndPosLine(),
        context.getEndPosColumn());
  }

  static WeftException tooDeep(Throwable failure) {
    return WeftException.of(ErrorCode.INVALID_QUERY, "the query is nested too deeply", failure)
        .hint("split it with WITH or views");
  }

  private WeftException explain(String message, Throwable failure) {
    Matcher column = COLUMN.matcher(message);
    if (column.matches()) {
      return columnNotFound(column.group(1), Optional.ofNullable(column.group(2)), failure);
    }
    Matcher star = STAR.matcher(message);
    if (star.matches()) {
      return columnNotFound(star.group(1), Optional.empty(), failure);
    }
    Matcher table = TABLE.matcher(message);
    if (table.matches()) {
      return tables.scoped().notFound(TableName.of(table.group(1)));
    }
    Matcher ambiguous = AMBIGUOUS.matcher(message);
    if (ambiguous.matches()) {
      return WeftException.of(
              ErrorCode.AMBIGUOUS_NAME,
              "more than one table has a column '" + ambiguous.group(1) + "'",
              failure)
          .hint("write the table's name or alias in front of it");
    }
    Matcher signature = SIGNATURE.matcher(message);
    if (signature.matches()) {
      return functionNotFound(
          signature.group(1), signature.group(2) == null ? "" : signature.group(2), failure);
    }
    Matcher apply = APPLY.matcher(message);
    if (apply.matches()) {
      return WeftException.of(
              ErrorCode.TYPE_MISMATCH,
              "'" + apply.group(1) + "'" + " does not take " + types(apply.group(2)),
              failure)
          .hint("cast one side to the other's type");
    }
    Matcher field = FIELD.matcher(message);
    if (field.matches()) {
      return WeftException.of(
              ErrorCode.INVALID_QUERY, "the struct has no field " + field.group(1), failure)
          .hint("its fields are " + fields(field.group(2)));
    }
    Matcher unknownType = UNKNOWN_TYPE.matcher(message);
    if (unknownType.matches()) {
      return WeftException.of(
              ErrorCode.TYPE_MISMATCH, "no type '" + unknownType.group(1) + "'", failure)
          .hint(
              "use one of BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE,"
                  + " DECIMAL(p,s), DATE, TIMESTAMP, VARCHAR, VARBINARY");
    }
    Matcher literal = LITERAL.matcher(message);
    if (literal.matches()) {
      return WeftException.of(
          ErrorCode.TYPE_MISMATCH,
          "'" + literal.group(1) + "' is not a value of type " + literal.group(2),
          failure);
    }
    String sentence = plain(firstLine(message));
    if (TYPE_TROUBLE.matcher(message).matches()) {
      return WeftException.of(ErrorCode.TYPE_MISMATCH, sentence, failure);
    }
    if (OUT_OF_RANGE.matcher(message).matches()) {
      return WeftException.of(ErrorCode.INVALID_VALUE, sentence, failure);
    }
    return WeftException.of(ErrorCode.INVALID_QUERY, sentence, failure);
  }

  /** The names of {@code RecordType(INTEGER a, …)}, or the range of positions. */
  private static String fields(String described) {
    if (!described.startsWith("RecordType")) {
      return described.replace("legal range is ", "");
    }
    String outer = described.replaceAll("\\([0-9, ]*\\)", "");
    while (INNER_STRUCT.matcher(outer).find()) {
      outer = INNER_STRUCT.matcher(outer).replaceAll("struct");
    }
    return FIELD_NAME
        .matcher(outer)
        .results()
        .map(name -> name.group(1))
        .collect(java.util.stream.Collectors.joining(", "));
  }

  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("the query is not valid");
    return CLASS_NAME.matcher(line).find() ? "the query is not valid" : line;
  }

  /** A sentence of Calcite's in the form of ours: lower case first, no stop, types by name. */
  private static String plain(String sentence) {
    String text =
        sentence
            .replaceAll(" CHARACTER SET \"[^\"]*\"", "")
            .replaceAll(" NOT NULL", "")
            .replaceAll("<([A-Z0-9_ (),]+)>", "$1")
            .replaceAll("\\s+", " ")
            .strip();
    if (text.endsWith(".")) {
      text = text.substring(0, text.length() - 1);
    }
    boolean isWord = text.length() > 1 && Character.isLowerCase(text.charAt(1));
    return isWord ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
  }

  /** The types among {@code <VARCHAR(3)> + <INTEGER>}: {@code VARCHAR(3) and INTEGER}. */
  private static String types(String signature) {
    List<String> types = new ArrayList<>();
    Matcher matcher = TYPE.matcher(signature);
    while (matcher.find()) {
      String type = matcher.group(1).replaceAll("RECORDTYPE\\(.*\\)", "STRUCT");
      boolean isInterval = type.startsWith("INTERVAL");
      types.add(isInterval ? "INTERVAL" : type); // one type, whatever its units
    }
    return types.isEmpty() ? "no arguments" : String.join(" and ", types);
  }

  private WeftException columnNotFound(String name, Optional<String> table, Throwable failure) {
    WeftException error =
        WeftException.of(
            ErrorCode.COLUMN_NOT_FOUND,
            "no column '" + name + "'" + table.map(t -> " in table '" + t + "'").orElse(""),
            failure);
    Optional<String> nearest = NearestName.of(name, columnNames());
    if (nearest.isPresent() && nearest.get().equalsIgnoreCase(name)) {
      return error.hint("name it in a query in FROM, and use it in a query around that");
    }
    return nearest.map(n -> error.hint("use " + n + ", the nearest name")).orElse(error);
  }

  /** Columns of all tables the query names, and the names it gives itself. */
  private Collection<String> columnNames() {
    List<String> names = new ArrayList<>();
    for (ResolvedTable table : tables.resolved()) {
      names.addAll(table.getRowType().getFieldNames());
    }
    tree.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call instanceof SqlSelect select) {
              names.addAll(aliases(select));
            }
            return super.visit(call);
          }
        });
    return names;
  }

  private static List<String> aliases(SqlSelect select) {
    List<String> aliases = new ArrayList<>();
    for (SqlNode item : select.getSelectList()) {
      if (item.getKind() == SqlKind.AS
          && ((SqlCall) item).operand(1) instanceof SqlIdentifier alias) {
        aliases.add(alias.getSimple());
      }
    }
    return aliases;
  }

  private static WeftException functionNotFound(String name, String arguments, Throwable failure) {
    boolean isKnown = Operators.names().stream().anyMatch(name::equalsIgnoreCase);
    if (isKnown) {
      return WeftException.of(
          ErrorCode.TYPE_MISMATCH,
          "function " + name + " does not take " + types(arguments),
          failure);
    }
    WeftException error =
        WeftException.of(
            ErrorCode.FUNCTION_NOT_FOUND, "no function or operator '" + name + "'", failure);
    Optional<String> nearest = NearestName.of(name, Operators.names());
    return nearest.map(n -> error.hint("use " + n + ", the nearest name")).orElse(error);
  }

  /** An error of ours that has no place yet gets that of the table it is about, if it names one. */
  private WeftException placed(WeftException error) {
    if (error.position().isPresent()) {
      return error;
    }
    List<SqlIdentifier> named = new ArrayList<>();
    tree.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier name) {
            if (name.getParserPosition().getLineNum() > 0
                && tables.isFailed(name.names.get(name.names.size() - 1))) {
              named.add(name);
            }
            return null;
          }
        });
    return named.isEmpty() ? error : text.at(error, named.get(0));
  }
}
