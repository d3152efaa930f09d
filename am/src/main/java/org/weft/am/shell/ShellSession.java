package org.weft.am.shell;

import org.weft.am.session.RowStream;
import org.weft.am.session.SqlSession;

/** The session the shell works in. It stays its opener's. */
public interface ShellSession {
  SqlSession session();

  /** These rows are being made: whoever ends the process cancels them. */
  void running(RowStream rows);

  /** No rows are being made. */
  void idle();
}
