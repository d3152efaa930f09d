package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.util.Litmus;

/** What a column's name without a table in front means in a FROM clause that is valid already. */
final class FromColumns {
  private final WeftValidator validator;
  private final SqlNode from;

  FromColumns(WeftValidator validator, SqlNode from) {
    this.validator = validator;
    this.from = from;
  }

  /**
   * What joins USING this column, or NATURAL ones over it, make of it: the left one, or the one
   * that is not null. Nothing if no join merges it, or if a column of that name is left beside.
   */
  Optional<SqlNode> merged(SqlIdentifier name) {
    List<SqlNode> found = find(from, name);
    boolean isMerged = found.size() == 1 && count(from, name.getSimple()) > 1;
    return isMerged ? Optional.of(found.get(0)) : Optional.empty();
  }

  /**
   * True if a column of one side of a join is not the first of its name there, which Calcite would
   * take: a RIGHT or FULL join before may have filled that one with nulls.
   */
  boolean isMergedOtherwise(SqlIdentifier name) {
    SqlNode first = first(from, name);
    return only(name).filter(merged -> !merged.equalsDeep(first, Litmus.IGNORE)).isPresent();
  }

  /** The first column of this name. */
  private SqlNode first(SqlNode node, SqlIdentifier name) {
    if (node instanceof SqlJoin join) {
      SqlNode left = first(join.getLeft(), name);
      return left == null ? first(join.getRight(), name) : left;
    }
    List<SqlNode> found = find(node, name);
    return found.isEmpty() ? null : found.get(0);
  }

  /** The one column of this name; nothing if there are none or several. */
  Optional<SqlNode> only(SqlIdentifier name) {
    if (from == null) {
      return Optional.empty();
    }
    List<SqlNode> found = find(from, name);
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** A column of what FROM reads, under its name. */
  record Named(String name, SqlNode value) {}

  /** What a star stands for: merged columns once, where the left side has them. */
  List<Named> all() {
    return all(from);
  }

  private List<Named> all(SqlNode node) {
    List<Named> all = new ArrayList<>();
    if (!(node instanceof SqlJoin join)) {
      String table = SqlValidatorUtil.alias(node);
      for (String name : validator.getNamespace(node).getRowType().getFieldNames()) {
        all.add(new Named(name, new SqlIdentifier(List.of(table, name), SqlParserPos.ZERO)));
      }
      return all;
    }
    List<Named> right = new ArrayList<>(all(join.getRight()));
    for (Named left : all(join.getLeft())) {
      boolean isCommon = isCommon(join, left.name());
      Optional<Named> same =
          right.stream()
              .filter(other -> isCommon && other.name().equalsIgnoreCase(left.name()))
              .findFirst();
      same.ifPresent(right::remove);
      all.add(
          same.map(other -> new Named(left.name(), both(join, left.value(), other.value())))
              .orElse(left));
    }
    all.addAll(right);
    return all;
  }

  /** True if some join merges columns. */
  boolean merges() {
    return merges(from);
  }

  private boolean merges(SqlNode node) {
    return node instanceof SqlJoin join
        && (!validator.merged(join).map(Set::isEmpty).orElse(false)
            || merges(join.getLeft())
            || merges(join.getRight()));
  }

  /** True if some table has such a column. */
  boolean hasColumn(String name) {
    return from != null && count(from, name) > 0;
  }

  /** True if a table is called so. */
  boolean hasTable(String name) {
    return from != null && hasTable(from, name);
  }

  private static boolean hasTable(SqlNode node, String name) {
    if (node instanceof SqlJoin join) {
      return hasTable(join.getLeft(), name) || hasTable(join.getRight(), name);
    }
    return name.equalsIgnoreCase(SqlValidatorUtil.alias(node));
  }

  private int count(SqlNode node, String name) {
    if (node instanceof SqlJoin join) {
      return count(join.getLeft(), name) + count(join.getRight(), name);
    }
    return columns(node).contains(lower(name)) ? 1 : 0;
  }

  private Set<String> columns(SqlNode table) {
    SqlValidatorNamespace namespace = validator.getNamespace(table);
    return namespace == null
        ? Set.of()
        : namespace.getRowType().getFieldNames().stream()
            .map(FromColumns::lower)
            .collect(Collectors.toSet());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The columns of this name that the node offers: none, one, or several. */
  private List<SqlNode> find(SqlNode node, SqlIdentifier name) {
    if (node instanceof SqlJoin join) {
      List<SqlNode> left = find(join.getLeft(), name);
      List<SqlNode> right = find(join.getRight(), name);
      if (left.size() == 1 && right.size() == 1 && isCommon(join, name.getSimple())) {
        return List.of(both(join, left.get(0), right.get(0)));
      }
      List<SqlNode> all = new ArrayList<>(left);
      all.addAll(right);
      return all;
    }
    String table = SqlValidatorUtil.alias(node);
    return table != null && columns(node).contains(lower(name.getSimple()))
        ? List.of(new SqlIdentifier(List.of(table, name.getSimple()), name.getParserPosition()))
        : List.of();
  }

  private boolean isCommon(SqlJoin join, String name) {
    return validator
        .merged(join)
        .map(names -> names.contains(lower(name)))
        .orElse(join.isNatural());
  }

  private static SqlNode both(SqlJoin join, SqlNode left, SqlNode right) {
    SqlParserPos pos = left.getParserPosition();
    return switch (join.getJoinType()) {
      case RIGHT -> right;
      case FULL -> SqlStdOperatorTable.COALESCE.createCall(pos, left, right);
      default -> left;
    };
  }
}
