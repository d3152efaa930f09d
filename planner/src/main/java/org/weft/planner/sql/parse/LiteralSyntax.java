package org.weft.planner.sql.parse;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.IntervalReader;
import org.weft.planner.expr.IntervalUnit;
import org.weft.planner.expr.Value;
import org.weft.planner.sql.parse.Lexer.Kind;
import org.weft.planner.sql.parse.Lexer.Lexeme;

/** Numbers, texts, bytes, dates and times, intervals. */
final class LiteralSyntax {
  private static final int MAX_DIGITS = 38;
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?");
  private static final int MICROSECOND_DIGITS = 6;
  private static final Pattern TIMESTAMP =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}(\\.\\d{1,6})?");

  private final Grammar grammar;

  LiteralSyntax(Grammar grammar) {
    this.grammar = grammar;
  }

  private Tokens tokens() {
    return grammar.tokens;
  }

  SqlNode literal() {
    Lexeme first = tokens().take();
    return switch (first.kind()) {
      case NUMBER -> number(first);
      case BYTES -> bytes(first);
      default -> text(first);
    };
  }

  /** Texts on several lines are one. */
  private SqlNode text(Lexeme first) {
    StringBuilder text = new StringBuilder(first.unquoted());
    int line = Tokens.at(first).getEndLineNum();
    while (tokens().peek().kind() == Kind.STRING
        && tokens().peek().position().line() > line
        && tokens().peek().text().startsWith("'")) {
      Lexeme more = tokens().take();
      text.append(more.unquoted());
      line = Tokens.at(more).getEndLineNum();
    }
    return SqlLiteral.createCharString(text.toString(), tokens().from(first));
  }

  private SqlNode bytes(Lexeme lexeme) {
    String digits = lexeme.unquoted();
    if (!digits.matches("([0-9A-Fa-f]{2})*")) {
      throw WeftException.of(ErrorCode.SYNTAX, "'" + digits + "' is not made of bytes")
          .at(lexeme.position())
          .hint("write two hexadecimal digits for each byte");
    }
    return SqlLiteral.createBinaryString(digits, Tokens.at(lexeme));
  }

  /** Of digits behind 0x, 0o or 0b; of 1BD, which is a decimal number, there is none. */
  private static OptionalInt radix(String text) {
    if (text.length() < 3 || text.charAt(0) != '0') {
      return OptionalInt.empty();
    }
    return switch (Character.toLowerCase(text.charAt(1))) {
      case 'x' -> OptionalInt.of(16);
      case 'o' -> OptionalInt.of(8);
      case 'b' -> text.substring(2).matches("[01]+") ? OptionalInt.of(2) : OptionalInt.empty();
      default -> OptionalInt.empty();
    };
  }

  private SqlNode number(Lexeme lexeme) {
    String text = lexeme.text().replace("_", "");
    SqlParserPos pos = Tokens.at(lexeme);
    try {
      OptionalInt radix = radix(text);
      if (radix.isPresent()) {
        return exact(new BigInteger(text.substring(2), radix.getAsInt()).toString(), pos);
      }
      int end = text.length();
      while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
        end--;
      }
      String digits = text.substring(0, end);
      String suffix = text.substring(end).toUpperCase(Locale.ROOT);
      boolean hasExponent = digits.toUpperCase(Locale.ROOT).indexOf('E') >= 0;
      return switch (suffix) {
        case "" -> hasExponent ? SqlLiteral.createApproxNumeric(digits, pos) : exact(digits, pos);
        case "L" -> cast(exact(digits, pos), "bigint", pos);
        case "S" -> cast(exact(digits, pos), "smallint", pos);
        case "Y" -> cast(exact(digits, pos), "tinyint", pos);
        case "F" -> cast(exact(digits, pos), "real", pos);
        case "D" -> cast(exact(digits, pos), "double", pos);
        case "BD" -> SqlLiteral.createExactNumeric(plain(new BigDecimal(digits)), pos);
        default -> throw new NumberFormatException(text);
      };
    } catch (NumberFormatException e) {
      throw WeftException.of(ErrorCode.SYNTAX, "'" + lexeme.text() + "' is not a number", e)
          .at(lexeme.position())
          .hint("put names that start with a digit in double quotes");
    }
  }

  /** Without exponent. A decimal has no negative scale and no more than so many digits. */
  private static String plain(BigDecimal value) {
    BigDecimal whole = value.scale() < 0 ? value.setScale(0) : value;
    if (Math.max(whole.precision(), whole.scale()) > MAX_DIGITS) {
      throw new NumberFormatException("no decimal has so many digits");
    }
    return whole.toPlainString();
  }

  /** A number with all its digits; one with too many for a decimal is a floating one. */
  private static SqlNode exact(String digits, SqlParserPos pos) {
    BigDecimal value = new BigDecimal(digits);
    boolean hasExponent = digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0;
    if (hasExponent || Math.max(value.precision(), value.scale()) > MAX_DIGITS) {
      return SqlLiteral.createApproxNumeric(value.doubleValue() + "", pos);
    }
    String plain = digits.startsWith(".") ? "0" + digits : digits;
    return SqlLiteral.createExactNumeric(
        plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain, pos);
  }

  private SqlNode cast(SqlNode value, String type, SqlParserPos pos) {
    return SqlStdOperatorTable.CAST.createCall(
        pos, value, grammar.types.simple(type, pos).orElseThrow());
  }

  /** True at {@code DATE '…'} and other types with a text behind. */
  boolean startsTyped() {
    Lexeme type = tokens().peek();
    if (tokens().peek(1).kind() == Kind.STRING) {
      return TypeSyntax.isSimple(type.text());
    }
    boolean isTime = type.is("timestamp") || type.is("time");
    return isTime
        && (tokens().peek(1).is("with") || tokens().peek(1).is("without"))
        && (tokens().peek(2).is("time") || tokens().peek(2).is("local"));
  }

  SqlNode typed() {
    Lexeme first = tokens().peek();
    CheckedTypes.Written written = grammar.types.written();
    SqlDataTypeSpec type = written.type();
    if (tokens().peek().kind() != Kind.STRING) {
      throw tokens().unexpected("a text in single quotes");
    }
    Lexeme text = tokens().take();
    SqlParserPos pos = tokens().from(first);
    String value = text.unquoted();
    if (first.is("date") && DATE.matcher(value).matches()) {
      return SqlLiteral.createUnknown("DATE", value, pos);
    }
    boolean hasZone = tokens().mark() > 0 && type.toString().contains("ZONE");
    if (first.is("timestamp") && !hasZone && TIMESTAMP.matcher(value).matches()) {
      return SqlLiteral.createUnknown("TIMESTAMP", inMicroseconds(value), pos);
    }
    if (first.is("time") && !hasZone && TIME.matcher(value).matches()) {
      return SqlLiteral.createUnknown("TIME", value, pos);
    }
    SqlNode moment =
        SpecialMoments.of(first.text(), value, pos)
            .orElseGet(() -> SqlLiteral.createCharString(value, Tokens.at(text)));
    return first.is("json")
        ? JsonSyntax.cast(SqlStdOperatorTable.CAST, moment, pos)
        : CheckedTypes.cast(SqlStdOperatorTable.CAST, moment, written, pos);
  }

  /**
   * A moment is in microseconds however few digits of its second are written: else a table made of
   * it would keep whole seconds, and round what is inserted later.
   */
  private static String inMicroseconds(String moment) {
    int point = moment.indexOf('.');
    String fraction = point < 0 ? "" : moment.substring(point + 1);
    String whole = point < 0 ? moment : moment.substring(0, point);
    return fraction.length() >= MICROSECOND_DIGITS
        ? moment
        : whole + "." + fraction + "0".repeat(MICROSECOND_DIGITS - fraction.length());
  }

  /** True at an interval, as against a column of that name. */
  boolean startsInterval() {
    Lexeme next = tokens().peek(1);
    return switch (next.kind()) {
      case STRING, NUMBER -> true;
      case SYMBOL ->
          next.is('(')
              ? isUnit(behindParentheses(1))
              : (next.is('-') || next.is('+')) && startsAmount(2);
      case NAME, WORD -> isUnit(tokens().peek(2)) && !ReservedWords.isReserved(next.text());
      default -> false;
    };
  }

  private boolean startsAmount(int distance) {
    Kind kind = tokens().peek(distance).kind();
    return kind == Kind.STRING || kind == Kind.NUMBER;
  }

  private Lexeme behindParentheses(int distance) {
    int depth = 0;
    int at = distance;
    do {
      Lexeme lexeme = tokens().peek(at++);
      depth += lexeme.is('(') ? 1 : 0;
      depth -= lexeme.is(')') ? 1 : 0;
      if (lexeme.text().isEmpty()) {
        return lexeme;
      }
    } while (depth > 0);
    return tokens().peek(at);
  }

  private static boolean isUnit(Lexeme lexeme) {
    return lexeme.kind() == Kind.WORD && IntervalUnit.of(lexeme.text()).isPresent();
  }

  SqlNode interval() {
    Lexeme first = tokens().take();
    boolean negative = tokens().acceptSymbol("-");
    if (!negative) {
      tokens().acceptSymbol("+");
    }
    Lexeme amount = tokens().peek();
    if (amount.kind() == Kind.STRING) {
      return texts(first, negative);
    }
    if (amount.kind() == Kind.NUMBER) {
      return numbers(first, negative);
    }
    SqlNode value = grammar.primaries.primary();
    IntervalUnit unit = takeUnit();
    SqlParserPos pos = tokens().from(first);
    SqlNode interval = NamedCalls.of(unit.maker(), pos, value);
    return negative ? SqlStdOperatorTable.UNARY_MINUS.createCall(pos, interval) : interval;
  }

  /** {@code INTERVAL '1' YEAR '2' MONTHS}, as in Spark. */
  private SqlNode texts(Lexeme first, boolean negative) {
    Lexeme amount = tokens().take();
    SqlNode sum = constant(first, negative, text(amount, first));
    while (tokens().peek().kind() == Kind.STRING && isUnit(tokens().peek(1))) {
      Lexeme next = tokens().take();
      Value.Span span =
          IntervalReader.read(next.unquoted(), takeUnit())
              .orElseThrow(() -> notInterval(next, first));
      SqlNode part = constant(first, false, span);
      sum = SqlStdOperatorTable.PLUS.createCall(tokens().from(first), sum, part);
    }
    return sum;
  }

  /** {@code INTERVAL -1 YEAR 2 MONTHS}: a sign belongs to its number. */
  private SqlNode numbers(Lexeme first, boolean firstIsNegative) {
    SqlNode sum = null;
    boolean negative = firstIsNegative;
    while (tokens().peek().kind() == Kind.NUMBER && isUnit(tokens().peek(1))) {
      Lexeme amount = tokens().take();
      BigDecimal number = new BigDecimal(amount.text().replace("_", ""));
      Value.Span span =
          IntervalReader.read(number, takeUnit()).orElseThrow(() -> notInterval(amount, first));
      SqlNode part = constant(first, negative, span);
      sum =
          sum == null ? part : SqlStdOperatorTable.PLUS.createCall(tokens().from(first), sum, part);
      boolean isSigned =
          tokens().peek(1).kind() == Kind.NUMBER
              && isUnit(tokens().peek(2))
              && (tokens().peek().is('-') || tokens().peek().is('+'));
      negative = isSigned && tokens().take().is('-');
    }
    if (sum == null) {
      throw tokens().unexpected("a number and a unit of time");
    }
    return sum;
  }

  private IntervalUnit takeUnit() {
    Optional<IntervalUnit> unit =
        tokens().peek().kind() == Kind.WORD
            ? IntervalUnit.of(tokens().peek().text())
            : Optional.empty();
    if (unit.isEmpty()) {
      throw tokens().unexpected("a unit of time");
    }
    tokens().take();
    if (tokens().acceptSymbol("(")) {
      grammar.list(tokens()::take); // a precision, which means nothing here
      tokens().expectSymbol(")");
    }
    return unit.get();
  }

  /** A text, with the units behind it if they are not in it. */
  private Value.Span text(Lexeme amount, Lexeme first) {
    String text = amount.unquoted();
    Optional<Value.Span> span;
    if (isUnit(tokens().peek())) {
      IntervalUnit from = takeUnit();
      span = IntervalReader.read(text, from, tokens().accept("to") ? takeUnit() : from);
    } else {
      span = IntervalReader.read(text);
    }
    return span.orElseThrow(() -> notInterval(amount, first));
  }

  private static WeftException notInterval(Lexeme amount, Lexeme first) {
    return WeftException.of(
            ErrorCode.INVALID_VALUE, "'" + amount.unquoted() + "' is not an interval")
        .at(first.position())
        .hint("write INTERVAL '3' DAY or INTERVAL '2 months 5 days'");
  }

  private SqlNode constant(Lexeme first, boolean negative, Value.Span span) {
    SqlParserPos pos = tokens().from(first);
    return negative ? IntervalLiterals.negative(span, pos) : IntervalLiterals.of(span, pos);
  }

  /** The unit of EXTRACT and the like, if it is one that Calcite has. */
  Optional<SqlIntervalQualifier> unit(Lexeme lexeme) {
    String word = lexeme.unquoted().toUpperCase(Locale.ROOT);
    if (word.endsWith("S") && !word.equals("S")) {
      word = word.substring(0, word.length() - 1);
    }
    word =
        switch (word) {
          case "DAYOFWEEK", "WEEKDAY" -> "DOW";
          case "DAYOFYEAR" -> "DOY";
          case "MILLENNIA" -> "MILLENNIUM";
          case "CENTURIE" -> "CENTURY";
          default -> word;
        };
    SqlParserPos pos = Tokens.at(lexeme);
    return switch (word) {
      case "YEAR",
          "QUARTER",
          "MONTH",
          "WEEK",
          "DAY",
          "HOUR",
          "MINUTE",
          "SECOND",
          "DOW",
          "DOY",
          "ISODOW",
          "ISOYEAR",
          "MILLISECOND",
          "MICROSECOND",
          "NANOSECOND",
          "DECADE",
          "CENTURY",
          "MILLENNIUM" ->
          Optional.of(new SqlIntervalQualifier(TimeUnit.valueOf(word), null, pos));
      default -> Optional.empty();
    };
  }
}
