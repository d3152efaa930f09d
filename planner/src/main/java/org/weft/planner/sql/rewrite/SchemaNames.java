package org.weft.planner.sql.rewrite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlShuttle;

/**
 * Schemas in front of the names of tables. A table gets the name that it has whatever schema is in
 * use, and what it was called as its alias: {@code s.t} is {@code "s.t" AS t}, and {@code s.t.a} is
 * {@code t.a}. Where FROM has tables of one name and several schemas, their aliases are whole
 * names.
 */
final class SchemaNames {
  private final DialectRewrite rewrite;

  /** What stands for a table that is named with a schema, by its parts in lower case. */
  private final Map<List<String>, String> aliases = new HashMap<>();

  private final Set<List<String>> apart = new HashSet<>();

  /** Names without a schema beside such a name. */
  private final Set<SqlIdentifier> beside = Collections.newSetFromMap(new IdentityHashMap<>());

  SchemaNames(DialectRewrite rewrite) {
    this.rewrite = rewrite;
  }

  /** Finds out which tables of a tree need whole names. */
  void lookAt(SqlNode tree) {
    tree.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlCall call) {
            if (call instanceof SqlSelect select && select.getFrom() instanceof SqlJoin join) {
              List<SqlIdentifier> names = new ArrayList<>();
              collect(join, names);
              keepApart(names);
            }
            return super.visit(call);
          }
        });
  }

  private static void collect(SqlNode from, List<SqlIdentifier> names) {
    if (from instanceof SqlJoin join) {
      collect(join.getLeft(), names);
      collect(join.getRight(), names);
    } else if (from instanceof SqlIdentifier name) {
      names.add(name);
    }
  }

  private void keepApart(List<SqlIdentifier> tables) {
    for (SqlIdentifier table : tables) {
      List<String> name = lower(table.names);
      boolean hasNamesake =
          tables.stream()
              .map(other -> lower(other.names))
              .anyMatch(other -> !other.equals(name) && last(other).equals(last(name)));
      if (hasNamesake && table.isSimple()) {
        beside.add(table);
      } else if (hasNamesake) {
        apart.add(name);
      }
    }
  }

  /** A table in FROM under the name that it has whatever schema is in use. */
  SqlNode table(SqlIdentifier name) {
    Optional<Relations.NamedTable> found = rewrite.relations().table(name.names);
    if (found.isEmpty()) {
      if (name.isSimple()) {
        return name; // a path, or unknown, which validation tells
      }
      throw rewrite.text().at(rewrite.relations().tableNotFound(name.names), name);
    }
    List<String> written = lower(name.names);
    String id = found.get().id();
    String last = name.names.get(name.names.size() - 1);
    String alias = last;
    if (beside.contains(name)) {
      alias = found.get().schema() + "." + last;
    } else if (apart.contains(written)) {
      alias = String.join(".", name.names);
    }
    aliases.put(written, alias);
    aliases.putIfAbsent(lower(List.of(found.get().schema(), last)), alias);
    if (name.isSimple() && id.equalsIgnoreCase(last) && alias.equals(last)) {
      return name;
    }
    SqlParserPos pos = name.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(
        pos, new SqlIdentifier(id, pos), new SqlIdentifier(alias, SqlParserPos.ZERO));
  }

  /** The tree with names of columns that start with such a table changed as it was. */
  SqlNode withoutSchemas(SqlNode tree) {
    if (aliases.isEmpty()) {
      return tree;
    }
    return tree.accept(
        new SqlShuttle() {
          @Override
          public SqlNode visit(SqlIdentifier name) {
            return name.names.size() < 3 ? name : withoutSchema(name);
          }
        });
  }

  private SqlIdentifier withoutSchema(SqlIdentifier name) {
    List<String> lower = lower(name.names);
    for (int size = name.names.size() - 1; size > 1; size--) {
      String alias = aliases.get(lower.subList(0, size));
      if (alias != null) {
        return name.getComponent(size - 1, name.names.size()).setName(0, alias);
      }
    }
    return name;
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  private static String last(List<String> name) {
    return name.get(name.size() - 1);
  }
}
