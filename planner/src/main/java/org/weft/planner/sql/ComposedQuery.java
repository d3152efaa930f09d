package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.weft.planner.error.TextPosition;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.Quoted;

/**
 * A query that is made of pieces somebody wrote and of words between them. Errors in the pieces are
 * told at the places where they were written.
 */
public final class ComposedQuery {
  private final Statement.Query query;

  private ComposedQuery(Statement.Query query) {
    this.query = query;
  }

  /** Puts the pieces together. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final List<TextOrigin.Composed.Piece> pieces = new ArrayList<>();

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
      pieces.add(new TextOrigin.Composed.Piece(text.length(), piece));
      return add(piece.text()).add("\n");
    }

    /** What was put together so far. */
    String text() {
      return text.toString();
    }

    /** Words that stand for what somebody wrote there. */
    Builder standingFor(TextPosition place, String words) {
      return written(Statement.Query.standingFor(place, words));
    }

    /**
     * The query.
     *
     * @param place of errors that are in no piece
     */
    ComposedQuery at(TextPosition place) {
      return new ComposedQuery(
          new Statement.Query(text.toString(), place, new TextOrigin.Composed(pieces)));
    }
  }

  /** The same query inside of another text, where its places mean nothing. */
  ComposedQuery elsewhere() {
    return new ComposedQuery(query.elsewhere());
  }

  /** The query, which knows where its pieces stand. */
  Statement.Query query() {
    return query;
  }

  /** What a planner makes of the query, with errors at the places where their pieces stand. */
  public <T> T read(Function<Statement.Query, T> planner) {
    try {
      return planner.apply(query);
    } catch (WeftException e) {
      throw e.orAt(query.position());
    }
  }
}
