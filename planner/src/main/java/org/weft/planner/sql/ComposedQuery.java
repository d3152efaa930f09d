package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Quoted;

/**
 * A query that is made of pieces somebody wrote and of words between them. Errors in the pieces are
 * told at the places where they were written.
 */
public final class ComposedQuery {
  private final String text;
  private final List<Piece> pieces;
  private final TextPosition place;

  private ComposedQuery(String text, List<Piece> pieces, TextPosition place) {
    this.text = text;
    this.pieces = List.copyOf(pieces);
    this.place = place;
  }

  /** A written piece and where it starts in the composed text. */
  private record Piece(int start, Statement.Query written) {
    boolean holds(int offset) {
      return offset >= start && offset < start + written.text().length();
    }
  }

  /** Puts the pieces together. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();

    /** Words that nobody wrote. */
    Builder add(String words) {
      text.append(words);
      return this;
    }

    /** A name in quotes. */
    Builder name(String name) {
      return add(Quoted.name(name));
    }

    /** What somebody wrote; a comment at its end does not swallow what follows. */
    Builder written(Statement.Query piece) {
      pieces.add(new Piece(text.length(), piece));
      return add(piece.text()).add("\n");
    }

    /** What was put together so far. */
    String text() {
      return text.toString();
    }

    /**
     * The query.
     *
     * @param place of errors that are in no piece
     */
    ComposedQuery at(TextPosition place) {
      return new ComposedQuery(text.toString(), pieces, place);
    }
  }

  /** What a planner makes of the query, with errors at the places where their pieces stand. */
  public <T> T read(Function<Statement.Query, T> planner) {
    try {
      return planner.apply(Statement.Query.of(text));
    } catch (WeftException e) {
      throw e.at(e.position().flatMap(this::written).orElse(place));
    }
  }

  private Optional<TextPosition> written(TextPosition composed) {
    int offset = offset(composed);
    return pieces.stream()
        .filter(piece -> piece.holds(offset))
        .map(piece -> piece.written().place(offset - piece.start()))
        .findFirst();
  }

  private int offset(TextPosition position) {
    int lineStart = 0;
    for (int line = 1; line < position.line(); line++) {
      lineStart = text.indexOf('\n', lineStart) + 1;
    }
    return lineStart + position.column() - 1;
  }
}
