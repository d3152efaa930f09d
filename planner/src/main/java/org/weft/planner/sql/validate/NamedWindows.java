package org.weft.planner.sql.validate;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.sql.parse.QueryText;

/**
 * Windows that build on others by name: the keys they inherit are written into them, because the
 * validator loses their frames. Windows that are named as a whole stay as they are.
 */
final class NamedWindows extends SqlBasicVisitor<Void> {
  private static final int NAME = 0;
  private static final int BASE = 1;
  private static final int PARTITION = 2;
  private static final int ORDER = 3;

  private final QueryText text;
  private final Map<String, SqlWindow> known = new HashMap<>();

  private NamedWindows(QueryText text) {
    this.text = text;
  }

  /** Completes the windows of a query, but not those of its sub-queries. */
  static NamedWindows complete(SqlSelect select, QueryText text) {
    NamedWindows windows = new NamedWindows(text);
    for (SqlNode node : select.getWindowList()) {
      SqlWindow window = (SqlWindow) node;
      windows.complete(window);
      windows.known.put(key(window.getDeclName()), window);
    }
    select.getSelectList().accept(windows);
    if (select.getQualify() != null) {
      select.getQualify().accept(windows);
    }
    if (select.getOrderList() != null) {
      select.getOrderList().accept(windows);
    }
    select.getWindowList().removeIf(NamedWindows::hasQuery);
    return windows;
  }

  /**
   * Sub-queries in WINDOW are unknown to the validator: such windows are written where they are.
   */
  private static boolean hasQuery(SqlNode window) {
    boolean[] found = {false};
    window.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            found[0] |= call.isA(SqlKind.QUERY);
            return found[0] ? null : super.visit(call);
          }
        });
    return found[0];
  }

  private static String key(SqlIdentifier name) {
    return name.getSimple().toLowerCase(Locale.ROOT);
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlSelect) {
      return null;
    }
    if (call.getKind() == SqlKind.OVER) {
      unframed(call);
    }
    if (call instanceof SqlWindow window) {
      complete(window);
    }
    return super.visit(call);
  }

  /** Places in a partition have no frame: one that is written does not count. */
  private void unframed(SqlCall over) {
    SqlNode window = over.operand(1);
    SqlWindow named = window instanceof SqlIdentifier name ? known.get(key(name)) : null;
    SqlWindow written = window instanceof SqlWindow inline ? inline : named;
    if (named != null && hasQuery(named)) {
      written = (SqlWindow) TreeCopy.of(named);
      written.setOperand(NAME, null);
      over.setOperand(1, written);
    }
    boolean isFramed = written != null && written.getLowerBound() != null;
    if (isFramed && WindowOperators.ignoresFrame(function(over.operand(0)))) {
      over.setOperand(
          1,
          SqlWindow.create(
              null,
              written.getRefName(),
              written.getPartitionList(),
              written.getOrderList(),
              SqlLiteral.createBoolean(false, SqlParserPos.ZERO),
              null,
              null,
              null,
              SqlWindow.createExcludeNoOthers(SqlParserPos.ZERO),
              written.getParserPosition()));
    }
  }

  /** The name of a function below IGNORE NULLS and the like. */
  private static String function(SqlNode call) {
    SqlNode inner = call;
    while (inner.getKind() == SqlKind.IGNORE_NULLS || inner.getKind() == SqlKind.RESPECT_NULLS) {
      inner = ((SqlCall) inner).operand(0);
    }
    return inner instanceof SqlCall function ? function.getOperator().getName() : "";
  }

  private void complete(SqlWindow window) {
    SqlIdentifier name = window.getRefName();
    SqlWindow base = name == null ? null : known.get(key(name));
    if (base == null) {
      return; // an unknown name is the validator's to refuse
    }
    if (base.getLowerBound() != null || base.getUpperBound() != null) {
      throw refused("window " + name + " has a frame, so no other can build on it", name);
    }
    if (!isEmpty(window.getPartitionList())) {
      throw refused("a window that builds on " + name + " cannot have a PARTITION BY", name);
    }
    if (!isEmpty(base.getOrderList()) && !isEmpty(window.getOrderList())) {
      throw refused("window " + name + " has an ORDER BY already", name);
    }
    window.setOperand(PARTITION, base.getPartitionList());
    if (isEmpty(window.getOrderList())) {
      window.setOperand(ORDER, base.getOrderList());
    }
    window.setOperand(BASE, null);
  }

  private static boolean isEmpty(SqlNodeList list) {
    return list == null || list.size() == 0;
  }

  private WeftException refused(String why, SqlNode place) {
    return text.at(WeftException.of(ErrorCode.INVALID_QUERY, why), place);
  }
}
