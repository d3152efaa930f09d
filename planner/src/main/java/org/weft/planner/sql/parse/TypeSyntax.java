package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlMapTypeNameSpec;
import org.apache.calcite.sql.SqlRowTypeNameSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.IntervalUnit;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;
import org.weft.planner.type.EnumType;

/**
 * Types by the names that the standard, DuckDB, Spark, Hive and PostgreSQL give them. Unsigned
 * integers are as wide as they need to be to hold their values with a sign.
 */
final class TypeSyntax {
  private static final int MAX_PRECISION = 38;

  /** Digits of the largest unsigned number of 64 bits. */
  private static final int UNSIGNED_DIGITS = 20;

  /** What DECIMAL means without more. */
  private static final int DEFAULT_PRECISION = 18;

  private static final int DEFAULT_SCALE = 3;

  private final Grammar grammar;

  TypeSyntax(Grammar grammar) {
    this.grammar = grammar;
  }

  private Tokens tokens() {
    return grammar.tokens;
  }

  /** True for the name of a type that can stand in front of a text. */
  static boolean isSimple(String word) {
    return spec(word, SqlParserPos.ZERO).isPresent() || RefusedTypes.has(word);
  }

  /** The type of a name alone. */
  Optional<SqlDataTypeSpec> simple(String word, SqlParserPos pos) {
    return spec(word, pos).map(spec -> new SqlDataTypeSpec(spec, pos));
  }

  /** A type that nobody checks values for. */
  SqlDataTypeSpec type() {
    Lexeme first = tokens().peek();
    CheckedTypes.Written written = written();
    if (written.hasLength()) {
      throw WeftException.of(
              ErrorCode.UNSUPPORTED_FEATURE,
              "lists of a fixed length are not supported inside of other types")
          .at(first.position())
          .hint("leave the number out, and check the length with len");
    }
    return written.type();
  }

  /** A type that values are cast to, which may be a list of a fixed length. */
  CheckedTypes.Written written() {
    tokens().enter();
    Lexeme first = tokens().peek();
    SqlTypeNameSpec spec = named(first);
    List<Integer> lengths = new ArrayList<>();
    while (true) {
      if (tokens().acceptSymbol("[")) {
        lengths.add(0, length());
      } else if (tokens().accept("array")) {
        lengths.add(0, tokens().acceptSymbol("[") ? length() : CheckedTypes.ANY_LENGTH);
      } else {
        break;
      }
      spec = new SqlCollectionTypeNameSpec(spec, SqlTypeName.ARRAY, tokens().from(first));
    }
    tokens().leave();
    SqlDataTypeSpec type = new SqlDataTypeSpec(spec, null, true, tokens().from(first));
    return new CheckedTypes.Written(first.unquoted(), type, lengths);
  }

  /** What stands before the closing bracket. */
  private int length() {
    if (tokens().acceptSymbol("]")) {
      return CheckedTypes.ANY_LENGTH;
    }
    Lexeme place = tokens().peek();
    int length = wholeNumber();
    if (length < 1) {
      throw WeftException.of(ErrorCode.TYPE_MISMATCH, "a list of a fixed length has elements")
          .at(place.position())
          .hint("use a length of 1 or more");
    }
    tokens().expectSymbol("]");
    return length;
  }

  private SqlTypeNameSpec named(Lexeme first) {
    if (first.kind() != Kind.WORD && first.kind() != Kind.NAME) {
      throw tokens().unexpected("a type");
    }
    tokens().take();
    String word = first.unquoted().toLowerCase(Locale.ROOT);
    switch (word) {
      case "struct", "row" -> {
        return struct(first);
      }
      case "map" -> {
        return map(first);
      }
      case "array", "list" -> {
        return list(first);
      }
      case "decimal", "numeric", "dec" -> {
        return decimal(first);
      }
      case "timestamp", "time" -> {
        return time(first);
      }
      case "interval" -> {
        return interval(first);
      }
      case "float" -> {
        return real(first);
      }
      case "enum" -> {
        return enumeration(first);
      }
      default -> {
        // by its name alone
      }
    }
    if (word.equals("double")) {
      tokens().accept("precision");
    } else if (word.equals("character") || word.equals("char") || word.equals("national")) {
      tokens().accept("character");
      tokens().accept("char");
      tokens().accept("varying");
      tokens().accept("large", "object");
    } else if (word.equals("binary")) {
      tokens().accept("varying");
      tokens().accept("large", "object");
    }
    RefusedTypes.of(first)
        .ifPresent(
            error -> {
              throw error;
            });
    SqlTypeNameSpec spec =
        spec(word, Tokens.at(first))
            .orElseGet(
                () ->
                    new NamedTypeSpec(
                        new SqlIdentifier(first.unquoted(), Tokens.at(first)), Tokens.at(first)));
    if (tokens().isSymbol("(") && isText(spec)) {
      lengthOfText();
    }
    if (tokens().accept("unsigned")) {
      return unsigned(word, tokens().from(first));
    }
    tokens().accept("signed");
    return spec;
  }

  private static boolean isText(SqlTypeNameSpec spec) {
    return spec instanceof SqlBasicTypeNameSpec
        && spec.getTypeName().getSimple().equals(SqlTypeName.VARCHAR.name());
  }

  /** A length means nothing: texts have any, as in DuckDB. */
  private void lengthOfText() {
    Lexeme place = tokens().peek(1);
    if (grammar.parenthesized(this::wholeNumber).size() != 1) {
      throw WeftException.of(ErrorCode.SYNTAX, "a text has one length").at(place.position());
    }
  }

  static Optional<SqlTypeNameSpec> spec(String word, SqlParserPos pos) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "boolean", "bool", "logical" -> basic(SqlTypeName.BOOLEAN, pos);
      case "tinyint", "int1", "byte" -> basic(SqlTypeName.TINYINT, pos);
      case "smallint", "int2", "int16", "short", "utinyint", "uint8" ->
          basic(SqlTypeName.SMALLINT, pos);
      case "integer", "int", "int4", "int32", "signed", "mediumint", "usmallint", "uint16" ->
          basic(SqlTypeName.INTEGER, pos);
      case "bigint", "int8", "int64", "long", "oid", "uinteger", "uint", "uint32" ->
          basic(SqlTypeName.BIGINT, pos);
      case "hugeint", "int128", "uhugeint", "uint128" -> decimal(MAX_PRECISION, 0, pos);
      case "ubigint", "uint64" -> decimal(UNSIGNED_DIGITS, 0, pos);
      case "decimal", "numeric", "dec" -> decimal(DEFAULT_PRECISION, DEFAULT_SCALE, pos);
      case "real", "float4", "float32", "float" -> basic(SqlTypeName.REAL, pos);
      case "double", "float8", "float64" -> basic(SqlTypeName.DOUBLE, pos);
      case "varchar",
          "char",
          "character",
          "string",
          "text",
          "bpchar",
          "nvarchar",
          "nchar",
          "clob",
          "national",
          "json",
          "varchar2",
          "name" ->
          basic(SqlTypeName.VARCHAR, pos);
      case "uuid" -> basic(SqlTypeName.UUID, pos);
      case "varbinary", "binary", "bytea", "bytes", "blob" -> basic(SqlTypeName.VARBINARY, pos);
      case "date", "date32" -> basic(SqlTypeName.DATE, pos);
      case "time" -> timed(SqlTypeName.TIME, 6, pos);
      case "time_ns" -> timed(SqlTypeName.TIME, 9, pos);
      case "timestamp", "datetime", "timestamp_us", "timestamp_ntz" ->
          timed(SqlTypeName.TIMESTAMP, 6, pos);
      case "timestamp_s" -> timed(SqlTypeName.TIMESTAMP, 0, pos);
      case "timestamp_ms" -> timed(SqlTypeName.TIMESTAMP, 3, pos);
      case "timestamp_ns" -> timed(SqlTypeName.TIMESTAMP, 9, pos);
      case "timestamptz", "timestamp_ltz", "timestamp_tz" ->
          timed(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, 6, pos);
      default -> Optional.empty();
    };
  }

  private static Optional<SqlTypeNameSpec> basic(SqlTypeName name, SqlParserPos pos) {
    return Optional.of(new SqlBasicTypeNameSpec(name, pos));
  }

  private static Optional<SqlTypeNameSpec> timed(
      SqlTypeName name, int precision, SqlParserPos pos) {
    return Optional.of(new SqlBasicTypeNameSpec(name, precision, pos));
  }

  private static Optional<SqlTypeNameSpec> decimal(int precision, int scale, SqlParserPos pos) {
    return Optional.of(new SqlBasicTypeNameSpec(SqlTypeName.DECIMAL, precision, scale, pos));
  }

  private static SqlTypeNameSpec unsigned(String word, SqlParserPos pos) {
    String name =
        switch (word) {
          case "tinyint", "int1" -> "uint8";
          case "smallint", "int2" -> "uint16";
          case "bigint" -> "uint64";
          default -> "uint32";
        };
    return spec(name, pos).orElseThrow();
  }

  private SqlTypeNameSpec decimal(Lexeme first) {
    int precision = DEFAULT_PRECISION;
    int scale = DEFAULT_SCALE;
    if (tokens().isSymbol("(")) {
      List<Integer> numbers = grammar.parenthesized(this::wholeNumber);
      precision = numbers.isEmpty() ? precision : numbers.get(0);
      scale = numbers.size() > 1 ? numbers.get(1) : 0;
      boolean isPossible =
          precision > 0 && precision <= MAX_PRECISION && scale >= 0 && scale <= precision;
      if (!isPossible) {
        throw WeftException.of(
                ErrorCode.TYPE_MISMATCH, "no type DECIMAL(" + precision + "," + scale + ")")
            .at(first.position())
            .hint("use up to 38 digits, of which up to all may stand behind the point");
      }
    }
    return decimal(precision, scale, tokens().from(first)).orElseThrow();
  }

  private Integer wholeNumber() {
    Lexeme number = tokens().peek();
    boolean isSmall = number.kind() == Kind.NUMBER && number.text().matches("\\d{1,4}");
    if (!isSmall) {
      throw tokens().unexpected("a whole number");
    }
    tokens().take();
    return Integer.valueOf(number.text());
  }

  /** FLOAT, or FLOAT(n) of so many bits. */
  private SqlTypeNameSpec real(Lexeme first) {
    int bits = 24;
    if (tokens().isSymbol("(")) {
      Lexeme number = tokens().peek(1);
      bits = grammar.parenthesized(this::wholeNumber).get(0);
      if (bits < 1 || bits > 53) {
        throw WeftException.of(ErrorCode.TYPE_MISMATCH, "no type FLOAT(" + bits + ")")
            .at(number.position())
            .hint("use FLOAT(n) of 1 to 53 bits");
      }
    }
    return new SqlBasicTypeNameSpec(
        bits <= 24 ? SqlTypeName.REAL : SqlTypeName.DOUBLE, tokens().from(first));
  }

  private SqlTypeNameSpec time(Lexeme first) {
    boolean isTimestamp = first.is("timestamp");
    int precision = 6;
    if (tokens().isSymbol("(")) {
      Lexeme number = tokens().peek(1);
      precision = grammar.parenthesized(this::wholeNumber).get(0);
      boolean isKnown = isTimestamp ? precision <= 9 : precision == 6 || precision == 9;
      if (!isKnown) {
        String hint = isTimestamp ? "use up to 9 digits" : "use TIME(6), or TIME(9)";
        throw WeftException.of(
                ErrorCode.TYPE_MISMATCH,
                "no type " + first.text().toUpperCase(Locale.ROOT) + "(" + precision + ")")
            .at(number.position())
            .hint(hint);
      }
    }
    SqlTypeName name = isTimestamp ? SqlTypeName.TIMESTAMP : SqlTypeName.TIME;
    if (tokens().accept("with", "time", "zone")
        || tokens().accept("with", "local", "time", "zone")) {
      if (!isTimestamp) {
        throw RefusedTypes.zonedTime(first);
      }
      name = SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
    } else {
      tokens().accept("without", "time", "zone");
    }
    return new SqlBasicTypeNameSpec(name, precision, tokens().from(first));
  }

  /** INTERVAL with or without its units: one type holds them all. */
  private SqlTypeNameSpec interval(Lexeme first) {
    if (tokens().peek().kind() == Kind.WORD
        && IntervalUnit.of(tokens().peek().text()).isPresent()) {
      tokens().take();
      if (tokens().accept("to")) {
        tokens().take();
      }
    }
    return new IntervalTypeSpec(tokens().from(first));
  }

  private SqlTypeNameSpec struct(Lexeme first) {
    String end = opened();
    List<SqlIdentifier> names = new ArrayList<>();
    List<SqlDataTypeSpec> types = new ArrayList<>();
    do {
      names.add(tokens().name("a field's name"));
      tokens().acceptSymbol(":");
      types.add(type());
    } while (tokens().acceptSymbol(","));
    tokens().expectSymbol(end);
    return new SqlRowTypeNameSpec(tokens().from(first), names, types);
  }

  private SqlTypeNameSpec map(Lexeme first) {
    String end = opened();
    SqlDataTypeSpec key = type();
    tokens().expectSymbol(",");
    SqlDataTypeSpec value = type();
    tokens().expectSymbol(end);
    return new SqlMapTypeNameSpec(key, value, tokens().from(first));
  }

  private SqlTypeNameSpec list(Lexeme first) {
    String end = opened();
    SqlDataTypeSpec element = type();
    tokens().expectSymbol(end);
    return new SqlCollectionTypeNameSpec(
        element.getTypeNameSpec(), SqlTypeName.ARRAY, tokens().from(first));
  }

  /** {@code ENUM('a', 'b')}. */
  private SqlTypeNameSpec enumeration(Lexeme first) {
    List<String> values = new ArrayList<>();
    tokens().expectSymbol("(");
    while (!tokens().acceptSymbol(")")) {
      if (!values.isEmpty()) {
        tokens().expectSymbol(",");
      }
      Lexeme value = tokens().peek();
      if (value.kind() != Kind.STRING) {
        throw tokens().unexpected("a text in single quotes");
      }
      tokens().take();
      if (values.contains(value.unquoted())) {
        throw WeftException.of(ErrorCode.TYPE_MISMATCH, "the enum has " + value.text() + " twice")
            .at(value.position())
            .hint("list every value once");
      }
      values.add(value.unquoted());
    }
    return new EngineTypeSpec(new EnumType(values), tokens().from(first));
  }

  private String opened() {
    if (tokens().acceptSymbol("<")) {
      return ">";
    }
    tokens().expectSymbol("(");
    return ")";
  }
}
