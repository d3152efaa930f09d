package org.weft.planner.sql.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.babel.SimpleCharStream;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplTokenManager;
import org.apache.calcite.sql.parser.babel.Token;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;

/**
 * Stands between lexer and grammar, and changes the kind of a token where its neighbours tell that
 * the grammar would misread it: reserved words used as names, paths in FROM, types of other
 * dialects.
 */
final class TokenFilter extends SqlBabelParserImplTokenManager {
  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("'\\s*([+-]?\\d+)\\s+([A-Za-z]+)\\s*'");

  /** True for kinds that are spelt as a word: all keywords. */
  private static final boolean[] WORD = words();

  private final Deque<Token> ahead = new ArrayDeque<>();

  /** For every open parenthesis the kind of the token before it. */
  private final Deque<Integer> owners = new ArrayDeque<>();

  private Token previous = new Token();
  private int beforePrevious;

  TokenFilter(SimpleCharStream stream) {
    super(stream);
  }

  @Override
  public Token getNextToken() {
    Token token = take();
    rename(token);
    dropNoise(token);
    token.next = null;
    if (token.kind == LPAREN) {
      owners.push(previous.kind);
    } else if (token.kind == RPAREN) {
      owners.poll();
    }
    beforePrevious = previous.kind;
    previous = token;
    return token;
  }

  private Token take() {
    Token token = ahead.isEmpty() ? super.getNextToken() : ahead.poll();
    // a comma behind which the list ends
    while (token.kind == COMMA && endsList(peek().kind)) {
      token = ahead.poll();
    }
    return token;
  }

  private Token peek() {
    return peek(0);
  }

  /** A token further on, from 0. */
  private Token peek(int distance) {
    while (ahead.size() <= distance) {
      ahead.add(super.getNextToken());
    }
    return ahead.stream().skip(distance).findFirst().orElseThrow();
  }

  private static boolean endsList(int kind) {
    return kind == FROM || kind == RPAREN || kind == EOF;
  }

  private void rename(Token token) {
    int kind = token.kind;
    if (kind == QUOTED_STRING && isPath()) {
      asName(token);
    } else if (isWord(kind) && previous.kind == DOT && peek().kind != LPAREN) {
      token.kind = IDENTIFIER;
    } else if (isTypePosition()) {
      renameType(token);
    } else if (isWord(kind) && previous.kind == AS) {
      // an alias, unless it starts a hint for a common table: AS [NOT] MATERIALIZED (
      if (kind != NOT || !isMaterialized(peek())) {
        token.kind = IDENTIFIER;
      }
    } else if (isWord(kind) && isPlainCall(token)) {
      token.kind = IDENTIFIER;
    } else if (isTemporal(kind) && !startsLiteral(kind, peek().kind)) {
      token.kind = IDENTIFIER;
    } else if (kind == QUOTED_STRING && previous.kind == INTERVAL) {
      splitInterval(token);
    } else if ((kind == SEMI || kind == ANTI) && peek().kind == JOIN) {
      throw WeftException.of(
              ErrorCode.UNSUPPORTED_FEATURE, token.image.toUpperCase(Locale.ROOT) + " JOIN")
          .at(new TextPosition(token.beginLine, token.beginColumn))
          .hint("write WHERE " + (kind == ANTI ? "NOT " : "") + "EXISTS (SELECT …)");
    }
  }

  /** A function that has no syntax of its own here; a bare unit in it becomes a text. */
  private boolean isPlainCall(Token token) {
    boolean inInterval = previous.kind == QUOTED_STRING || previous.kind == TO;
    if (inInterval || previous.kind == DOT || !FunctionWords.isPlainCall(token, this::peek)) {
      return false;
    }
    if (FunctionWords.hasBareUnit(token, this::peek)) {
      Token unit = peek(1);
      unit.image = "'" + unit.image + "'";
      unit.kind = QUOTED_STRING;
    }
    return true;
  }

  private static boolean isWord(int kind) {
    return WORD[kind];
  }

  /** {@code FROM 'x'} and {@code JOIN 'x'}, but not {@code TRIM(… FROM 'x')}. */
  private boolean isPath() {
    if (previous.kind == JOIN) {
      return true;
    }
    if (previous.kind != FROM || beforePrevious == DISTINCT) {
      return false;
    }
    int owner = owners.isEmpty() ? EOF : owners.peek();
    return switch (owner) {
      case TRIM, EXTRACT, SUBSTRING, OVERLAY, POSITION -> false;
      default -> true;
    };
  }

  private static void asName(Token token) {
    String inner = token.image.substring(1, token.image.length() - 1).replace("''", "'");
    token.kind = QUOTED_IDENTIFIER;
    token.image = '"' + inner.replace("\"", "\"\"") + '"';
  }

  /** Behind {@code ::}, or behind AS directly inside CAST. */
  private boolean isTypePosition() {
    if (previous.kind == INFIX_CAST) {
      return true;
    }
    int owner = owners.isEmpty() ? EOF : owners.peek();
    return previous.kind == AS && (owner == CAST || owner == SAFE_CAST || owner == TRY_CAST);
  }

  private void renameType(Token token) {
    switch (token.image.toLowerCase(Locale.ROOT)) {
      case "string", "text" -> become(token, VARCHAR);
      case "int8", "int64", "long" -> become(token, BIGINT);
      case "int4", "int32" -> become(token, INTEGER);
      case "int2", "int16", "short" -> become(token, SMALLINT);
      case "byte" -> become(token, TINYINT);
      case "float8", "float64" -> become(token, DOUBLE);
      case "float4", "float32" -> become(token, REAL);
      case "bool" -> become(token, BOOLEAN);
      case "bytea", "bytes", "blob" -> become(token, VARBINARY);
      case "datetime" -> become(token, TIMESTAMP);
      case "timestamptz" -> {
        become(token, TIMESTAMP);
        Token rest = peek();
        ahead.clear();
        ahead.add(copy(token, WITH, "WITH"));
        ahead.add(copy(token, LOCAL, "LOCAL"));
        ahead.add(copy(token, TIME, "TIME"));
        ahead.add(copy(token, ZONE, "ZONE"));
        ahead.add(rest);
      }
      default -> {
        // the grammar knows it, or says that it does not
      }
    }
  }

  private static void become(Token token, int kind) {
    token.kind = kind;
    token.image = SqlBabelParserImplConstants.tokenImage[kind].replace("\"", "");
  }

  private static Token copy(Token place, int kind, String image) {
    Token copy = new Token();
    copy.kind = kind;
    copy.image = image;
    copy.beginLine = place.beginLine;
    copy.beginColumn = place.beginColumn;
    copy.endLine = place.endLine;
    copy.endColumn = place.endColumn;
    return copy;
  }

  private static boolean isTemporal(int kind) {
    return switch (kind) {
      case DATE, TIME, TIMESTAMP, DATETIME, INTERVAL -> true;
      default -> false;
    };
  }

  /** True if what follows makes the word a literal, a function or a type. */
  private static boolean startsLiteral(int kind, int next) {
    return switch (next) {
      case QUOTED_STRING, PREFIXED_STRING_LITERAL, UNICODE_STRING_LITERAL, LPAREN -> true;
      case UNSIGNED_INTEGER_LITERAL, PLUS, MINUS -> kind == INTERVAL;
      case WITH, WITHOUT -> kind == TIMESTAMP || kind == TIME;
      case ZONE -> kind == TIME;
      default -> false;
    };
  }

  /** {@code INTERVAL '3 months'} becomes {@code INTERVAL '3' MONTH}. */
  private void splitInterval(Token token) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(token.image);
    if (!matcher.matches()) {
      return;
    }
    String unit = matcher.group(2).toLowerCase(Locale.ROOT);
    int kind =
        switch (unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit) {
          case "year" -> YEAR;
          case "quarter" -> QUARTER;
          case "month" -> MONTH;
          case "week" -> WEEK;
          case "day" -> DAY;
          case "hour" -> HOUR;
          case "minute" -> MINUTE;
          case "second" -> SECOND;
          default -> EOF;
        };
    if (kind != EOF) {
      token.image = "'" + matcher.group(1) + "'";
      ahead.addFirst(copy(token, kind, unit));
    }
  }

  private static boolean isMaterialized(Token token) {
    return token.kind == IDENTIFIER && token.image.equalsIgnoreCase("materialized");
  }

  /** Skips what means nothing to us behind this token. */
  private void dropNoise(Token token) {
    if (token.kind == EQ && peek().kind == EQ && touches(token, peek())) {
      ahead.poll();
    } else if (token.kind == AS) {
      dropMaterialized();
    }
  }

  private static boolean touches(Token left, Token right) {
    return left.endLine == right.beginLine && left.endColumn + 1 == right.beginColumn;
  }

  /** {@code AS [NOT] MATERIALIZED (} is {@code AS (}. */
  private void dropMaterialized() {
    Token first = peek();
    if (first.kind == NOT || isMaterialized(first)) {
      Token hint = first;
      ahead.poll();
      if (first.kind == NOT) {
        hint = peek();
        ahead.poll();
      }
      Token behind = peek();
      if (!isMaterialized(hint) || behind.kind != LPAREN) {
        // an alias after all
        if (hint != first) {
          ahead.addFirst(hint);
        }
        ahead.addFirst(first);
      }
    }
  }

  private static boolean[] words() {
    String[] images = SqlBabelParserImplConstants.tokenImage;
    boolean[] words = new boolean[images.length];
    for (int i = 0; i < images.length; i++) {
      words[i] = images[i].length() > 2 && Character.isUpperCase(images[i].charAt(1));
    }
    return words;
  }
}
