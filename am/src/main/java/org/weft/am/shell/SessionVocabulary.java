package org.weft.am.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.weft.am.output.CellText;
import org.weft.am.session.PreparedSql;
import org.weft.am.session.RowStream;
import org.weft.am.session.SqlSession;
import org.weft.am.session.TableListing;
import org.weft.planner.error.WeftException;

/** Asks a session, once until it may have changed. */
final class SessionVocabulary implements Vocabulary {
  private final SqlSession session;
  private final Map<String, List<String>> columns = new HashMap<>();
  private List<String> tables;

  SessionVocabulary(SqlSession session) {
    this.session = session;
  }

  /** A statement was run: what was known may be old. */
  void forget() {
    columns.clear();
    tables = null;
  }

  @Override
  public List<String> tables() {
    if (tables == null) {
      tables = askTables();
    }
    return tables;
  }

  private List<String> askTables() {
    try {
      return session.tables().stream().map(TableListing::name).toList();
    } catch (WeftException e) {
      // nobody asked for anything yet: there is nothing to suggest
      return List.of();
    }
  }

  @Override
  public List<String> columns(String table) {
    return columns.computeIfAbsent(table, this::askColumns);
  }

  private List<String> askColumns(String table) {
    List<String> names = new ArrayList<>();
    try (PreparedSql statement = session.prepare("DESCRIBE " + table);
        RowStream rows = statement.run()) {
      while (rows.advance()) {
        for (int row = 0; row < rows.root().getRowCount(); row++) {
          names.add(CellText.of(rows.root().getVector(0), row));
        }
      }
    } catch (WeftException e) {
      // half a name, or a table to be made: it has no columns yet
      return List.of();
    }
    return names;
  }
}
