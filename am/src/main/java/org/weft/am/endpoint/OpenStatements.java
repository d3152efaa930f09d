package org.weft.am.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.weft.am.session.PreparedSql;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * The planned statements that clients hold handles of. Clients that go away without closing theirs
 * cannot fill the server: beyond a thousand the one unused for longest is dropped. Thread-safe.
 */
final class OpenStatements implements AutoCloseable {
  private static final int MOST = 1000;

  private final Map<String, PreparedSql> open = new LinkedHashMap<>(16, 0.75f, true);

  /** Keeps a statement and returns its handle. */
  String add(PreparedSql statement) {
    String handle = UUID.randomUUID().toString();
    PreparedSql oldest = null;
    synchronized (this) {
      open.put(handle, statement);
      if (open.size() > MOST) {
        String first = open.keySet().iterator().next();
        oldest = open.remove(first);
      }
    }
    if (oldest != null) {
      oldest.close();
    }
    return handle;
  }

  /** The statement of a handle. */
  synchronized PreparedSql find(String handle) {
    PreparedSql statement = open.get(handle);
    if (statement == null) {
      throw unknown();
    }
    return statement;
  }

  /** The statement of a handle, which is no longer kept. */
  synchronized PreparedSql take(String handle) {
    PreparedSql statement = open.remove(handle);
    if (statement == null) {
      throw unknown();
    }
    return statement;
  }

  /** Drops the statement of a handle, if it is still there. */
  void drop(String handle) {
    PreparedSql statement;
    synchronized (this) {
      statement = open.remove(handle);
    }
    if (statement != null) {
      statement.close();
    }
  }

  private static WeftException unknown() {
    return WeftException.of(ErrorCode.INVALID_VALUE, "the statement is no longer open here")
        .hint("prepare it again");
  }

  @Override
  public synchronized void close() {
    open.values().forEach(PreparedSql::close);
    open.clear();
  }
}
