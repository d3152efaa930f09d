package org.weft.am.shell;

import java.io.OutputStream;
import java.util.OptionalInt;

/** What the shell shows itself on. */
public interface Screen {
  /** How many characters a line has; none if lines may have any length, as in a file. */
  OptionalInt width();

  /** Results: lines that end with a line break each. */
  void print(String lines);

  /** Errors and notices: lines that end with a line break each. */
  void tell(String lines);

  /** Takes the bytes of results that are written whole; stays open. */
  OutputStream bytes();

  /** A statement begins: what it does may be shown in a line of its own, until {@link #done}. */
  void working();

  /** The statement has ended or shows its rows: the line of {@link #working} is gone. */
  void done();
}
