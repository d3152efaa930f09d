package org.weft.planner.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weft.planner.error.TextPosition;

/** Who wrote the text of a query, and so what a place in it means to a reader. */
public sealed interface TextOrigin {
  /** The user, as it stands there: from the query's position on. */
  TextOrigin WRITTEN = new Written();

  /** We did, for something that the user wrote at the query's position. */
  TextOrigin STANDS_FOR = new StandsFor();

  /** Somebody else, such as the author of a view: places in it mean nothing to the user. */
  TextOrigin ELSEWHERE = new Elsewhere();

  /** Where something at a place of the query's own text is to be looked for, if anywhere. */
  Optional<TextPosition> find(Statement.Query query, TextPosition own);

  /** The origin of the part that starts at this offset. */
  default TextOrigin from(int offset) {
    return this;
  }

  /** See {@link #WRITTEN}. */
  record Written() implements TextOrigin {
    @Override
    public Optional<TextPosition> find(Statement.Query query, TextPosition own) {
      return Optional.of(own.within(query.position()));
    }
  }

  /** See {@link #STANDS_FOR}. */
  record StandsFor() implements TextOrigin {
    @Override
    public Optional<TextPosition> find(Statement.Query query, TextPosition own) {
      return Optional.of(query.position());
    }
  }

  /** See {@link #ELSEWHERE}. */
  record Elsewhere() implements TextOrigin {
    @Override
    public Optional<TextPosition> find(Statement.Query query, TextPosition own) {
      return Optional.empty();
    }
  }

  /**
   * Many: the text is made of pieces and of words between them, which stand for what is at the
   * query's position.
   */
  record Composed(List<Piece> pieces) implements TextOrigin {
    public Composed {
      pieces = List.copyOf(pieces);
    }

    /** A piece and where it starts in the composed text. */
    public record Piece(int start, Statement.Query written) {
      private boolean holds(int offset) {
        return offset >= start && offset < start + written.text().length();
      }
    }

    @Override
    public Optional<TextPosition> find(Statement.Query query, TextPosition own) {
      int offset = offset(query.text(), own);
      for (Piece piece : pieces) {
        if (piece.holds(offset)) {
          return piece.written().find(offset - piece.start());
        }
      }
      return Optional.of(query.position());
    }

    private static int offset(String text, TextPosition position) {
      int lineStart = 0;
      for (int line = 1; line < position.line(); line++) {
        lineStart = text.indexOf('\n', lineStart) + 1;
      }
      return lineStart + position.column() - 1;
    }

    @Override
    public TextOrigin from(int offset) {
      List<Piece> moved = new ArrayList<>();
      pieces.forEach(piece -> moved.add(new Piece(piece.start() - offset, piece.written())));
      return new Composed(moved);
    }
  }
}
