package org.weft.planner.sql.validate;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Names like {@code st.a} that mean a field of the column {@code st}. Calcite takes their start for
 * a table and nothing else; so names whose table was not found are tried again as fields.
 */
final class StructPaths {
  private static final Pattern NO_TABLE =
      Pattern.compile("(?:Table|Object|Column) '.*?' not found.*", Pattern.DOTALL);

  private final Set<Long> places = new HashSet<>();

  private static long place(SqlParserPos pos) {
    return ((long) pos.getLineNum() << 32) | pos.getColumnNum();
  }

  /** The tree with the names known to be fields written as {@code column['field']}. */
  SqlNode apply(SqlNode tree) {
    if (places.isEmpty()) {
      return tree;
    }
    return tree.accept(
        new SqlShuttle() {
          @Override
          public SqlNode visit(SqlIdentifier name) {
            boolean isPath =
                name.names.size() > 1 && places.contains(place(name.getParserPosition()));
            return isPath ? field(name) : name;
          }
        });
  }

  private static SqlNode field(SqlIdentifier name) {
    SqlNode node = name.getComponent(0);
    for (int i = 1; i < name.names.size(); i++) {
      SqlParserPos pos = name.getComponentParserPosition(i);
      SqlNode field = SqlLiteral.createCharString(name.names.get(i), pos);
      node = SqlStdOperatorTable.ITEM.createCall(name.getParserPosition(), node, field);
    }
    return node;
  }

  /**
   * Takes note of a failure; true if it is worth another attempt.
   *
   * @param tree the tree that was being validated
   */
  boolean learn(Throwable failure, SqlNode tree) {
    return Failures.found(failure)
        .filter(found -> NO_TABLE.matcher(String.valueOf(found.getCause().getMessage())).matches())
        .flatMap(found -> at(found, tree))
        .map(this::add)
        .orElse(false);
  }

  /** True if it was not known. Names that start alike are looked up alike. */
  private boolean add(List<SqlIdentifier> names) {
    boolean isNew = false;
    for (SqlIdentifier name : names) {
      isNew |= places.add(place(name.getParserPosition()));
    }
    return isNew;
  }

  /** The name that a failure is about, and others with the same start. */
  private static Optional<List<SqlIdentifier>> at(CalciteContextException failure, SqlNode tree) {
    NameFinder finder = new NameFinder();
    tree.accept(finder);
    return finder.names.stream()
        .filter(
            name ->
                name.getParserPosition().getLineNum() == failure.getPosLine()
                    && name.getParserPosition().getColumnNum() == failure.getPosColumn())
        .findFirst()
        .map(finder::alike);
  }

  /** All names of several parts, and what tables are called. */
  private static final class NameFinder extends SqlBasicVisitor<Void> {
    private final List<SqlIdentifier> names = new java.util.ArrayList<>();
    private final Set<SqlNode> ofTables = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> tables = new HashSet<>();

    List<SqlIdentifier> alike(SqlIdentifier name) {
      String start = name.names.get(0);
      if (tables.contains(start.toLowerCase(java.util.Locale.ROOT))) {
        return List.of(name);
      }
      return names.stream().filter(other -> other.names.get(0).equalsIgnoreCase(start)).toList();
    }

    @Override
    public Void visit(SqlIdentifier name) {
      if (name.names.size() > 1 && !name.isStar() && !ofTables.contains(name)) {
        names.add(name);
      }
      return null;
    }

    /** The name of a table is none of a column. */
    private void table(SqlNode table) {
      if (table instanceof SqlJoin join) {
        table(join.getLeft());
        table(join.getRight());
      } else if (table.getKind() == SqlKind.AS) {
        ofTables.add(((SqlCall) table).operand(0));
      } else {
        ofTables.add(table);
      }
    }

    @Override
    public Void visit(SqlCall call) {
      if (call.getKind() == SqlKind.AS && call.operand(1) instanceof SqlIdentifier alias) {
        tables.add(alias.getSimple().toLowerCase(java.util.Locale.ROOT));
      }
      if (call instanceof SqlSelect select && select.getFrom() != null) {
        table(select.getFrom());
      }
      return super.visit(call);
    }
  }
}
