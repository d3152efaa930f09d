package org.weft.planner.error;

/** A place in a statement's text: line and column, both from 1. */
public record TextPosition(int line, int column) {
  public TextPosition {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("no such position: " + line + ":" + column);
    }
  }

  /** The position in the whole text of something at this position in a part that starts there. */
  public TextPosition within(TextPosition start) {
    return line == 1
        ? new TextPosition(start.line, start.column + column - 1)
        : new TextPosition(start.line + line - 1, column);
  }

  @Override
  public String toString() {
    return "line " + line + ", column " + column;
  }
}
