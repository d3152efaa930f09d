package org.weft.planner.expr;

import java.util.Optional;
import org.weft.planner.error.TextPosition;

/**
 * Where in the statement something that can fail was written: the line and the column of its first
 * character, both from 1, or {@link #UNKNOWN}.
 *
 * <p>All places are equal. What an expression computes does not depend on where it stands, so
 * expressions that differ in nothing else are one: they are computed once, and their plans are the
 * same. What fails then is told at the place that was met first.
 */
public record Place(int line, int column) {
  /** Of what nobody wrote, or what was rewritten beyond recognition. */
  public static final Place UNKNOWN = new Place(0, 0);

  public Place {
    if (line < 0 || column < 0 || (line == 0) != (column == 0)) {
      throw new IllegalArgumentException("no such place: " + line + ":" + column);
    }
  }

  /** The place at this position. */
  public static Place at(TextPosition position) {
    return new Place(position.line(), position.column());
  }

  /** The position in the text, if it is known. */
  public Optional<TextPosition> position() {
    return line == 0 ? Optional.empty() : Optional.of(new TextPosition(line, column));
  }

  /** This place, or the other one if this is not known. */
  public Place or(Place other) {
    return line == 0 ? other : this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Place;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return line == 0 ? "unknown" : line + ":" + column;
  }
}
