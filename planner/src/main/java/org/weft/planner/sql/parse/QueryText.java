package org.weft.planner.sql.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.Statement;

/** A query's text by the positions that its tree carries. */
public final class QueryText {
  private static final int MAX_NAME_LENGTH = 200;

  private final Statement.Query query;

  /** Offsets at which lines start. */
  private final List<Integer> lines = new ArrayList<>();

  public QueryText(Statement.Query query) {
    this.query = query;
    String text = query.text();
    lines.add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isBreak =
          c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (isBreak) {
        lines.add(i + 1);
      }
    }
  }

  /** How a node is written, in one line and not too long; empty if its place is not known. */
  public String of(SqlNode node) {
    return of(node.getParserPosition());
  }

  /** What is written at a place, in the same way. */
  public String of(SqlParserPos pos) {
    if (QueryParser.position(pos).isEmpty() || pos.getEndLineNum() > lines.size()) {
      return "";
    }
    int start = lines.get(pos.getLineNum() - 1) + pos.getColumnNum() - 1;
    int end = lines.get(pos.getEndLineNum() - 1) + pos.getEndColumnNum();
    if (start >= end || end > query.text().length()) {
      return "";
    }
    String written = query.text().substring(start, end).replaceAll("\\s+", " ");
    return written.length() <= MAX_NAME_LENGTH ? written : written.substring(0, MAX_NAME_LENGTH);
  }

  /** The error at the place of a node in the whole text, if the node has one. */
  public WeftException at(WeftException error, SqlNode node) {
    return at(error, QueryParser.position(node.getParserPosition()));
  }

  /** The error at a place in the query, as a place in the whole text. */
  public WeftException at(WeftException error, Optional<TextPosition> place) {
    return place.flatMap(query::find).map(error::at).orElse(error);
  }
}
