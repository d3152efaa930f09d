package org.weft.planner.sql.parse;

import java.io.Reader;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.babel.SimpleCharStream;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.util.SourceStringReader;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.Statement;

/** Parses queries. */
public final class QueryParser {
  private static final int MAX_NAME_LENGTH = 1024;
  private static final int MAX_EXPECTED_SHOWN = 5;
  private static final Pattern ENCOUNTERED =
      Pattern.compile("Encountered \"(.*?)\" at line", Pattern.DOTALL);
  private static final Pattern LEXICAL =
      Pattern.compile("Lexical error at line (\\d+), column (\\d+)\\.\\s+Encountered: (\\S+)");

  private QueryParser() {}

  /**
   * The tree of a query. Positions in it count from the start of the query's own text.
   *
   * @throws WeftException SYNTAX with the position in the whole text
   */
  public static SqlNode parse(Statement.Query query) {
    SqlAbstractParserImpl parser = parser(query.text());
    SqlNode tree;
    try {
      tree = parser.parseSqlStmtEof();
    } catch (Exception | Error e) {
      throw error(parser.normalizeException(e), query);
    }
    if (!tree.isA(SqlKind.QUERY)) {
      throw WeftException.of(ErrorCode.SYNTAX, "this is not a query").at(query.position());
    }
    return tree;
  }

  private static WeftException error(SqlParseException e, Statement.Query query) {
    if (e.getCause() instanceof WeftException ours) {
      return ours.at(
          ours.position().map(at -> at.within(query.position())).orElse(query.position()));
    }
    String message = String.valueOf(e.getMessage());
    Matcher lexical = LEXICAL.matcher(message);
    if (lexical.find()) {
      TextPosition place =
          new TextPosition(Integer.parseInt(lexical.group(1)), Integer.parseInt(lexical.group(2)));
      return WeftException.of(ErrorCode.SYNTAX, "unexpected character " + lexical.group(3), e)
          .at(place.within(query.position()));
    }
    TextPosition position = position(e.getPos()).orElse(new TextPosition(1, 1));
    Matcher encountered = ENCOUNTERED.matcher(message);
    WeftException error;
    if (encountered.find()) {
      String token = encountered.group(1);
      error =
          WeftException.of(
              ErrorCode.SYNTAX,
              token.contains("<EOF>")
                  ? "the query ends too early"
                  : "unexpected '" + token.strip().replace("\\", "") + "'",
              e);
    } else {
      error = WeftException.of(ErrorCode.SYNTAX, plainSentence(e), e);
    }
    error = error.at(position.within(query.position()));
    String expected =
        e.getExpectedTokenNames().stream()
            .filter(name -> !name.startsWith("<") || name.equals("<EOF>"))
            .map(name -> name.equals("<EOF>") ? "the end" : name.replace("\"", ""))
            .distinct()
            .collect(Collectors.joining(", "));
    boolean few = e.getExpectedTokenNames().size() <= MAX_EXPECTED_SHOWN && !expected.isEmpty();
    return few ? error.hint("write one of " + expected + " here") : error;
  }

  /** The grammar's own words about something it understood and refuses. */
  private static String plainSentence(SqlParseException e) {
    Throwable cause = e.getCause();
    while (cause instanceof CalciteContextException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String text = cause == null || cause.getMessage() == null ? e.getMessage() : cause.getMessage();
    String firstLine = text.lines().findFirst().orElse("the query cannot be read");
    return firstLine.contains("org.apache") ? "the query cannot be read" : firstLine;
  }

  /** The place of a node of the tree, if it has one. */
  public static Optional<TextPosition> position(SqlParserPos pos) {
    return pos == null || pos.getLineNum() < 1 || pos.getColumnNum() < 1
        ? Optional.empty()
        : Optional.of(new TextPosition(pos.getLineNum(), pos.getColumnNum()));
  }

  /** Set up by hand: Calcite's own way would load the parser we do not use, too. */
  private static SqlAbstractParserImpl parser(String text) {
    Characters characters = new Characters(new SourceStringReader(text));
    SqlBabelParserImpl parser =
        new SqlBabelParserImpl(new TokenFilter(characters)) {
          // the generated one sets it on a stream that this constructor leaves null
          @Override
          public void setTabSize(int size) {
            characters.setTabSize(size);
          }
        };
    parser.setOriginalSql(text);
    parser.setTabSize(1);
    parser.setQuotedCasing(Casing.UNCHANGED);
    parser.setUnquotedCasing(Casing.UNCHANGED);
    parser.setIdentifierMaxLength(MAX_NAME_LENGTH);
    parser.setTimeUnitCodes(Map.of());
    parser.setConformance(WeftConformance.INSTANCE);
    parser.switchTo(SqlAbstractParserImpl.LexicalState.DQID);
    return parser;
  }

  private static final class Characters extends SimpleCharStream {
    Characters(Reader reader) {
      super(reader, 1, 1);
    }

    @Override
    public void setTabSize(int size) {
      super.setTabSize(size);
    }
  }
}
