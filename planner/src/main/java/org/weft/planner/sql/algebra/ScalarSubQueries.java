package org.weft.planner.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.ImmutableBitSet;
import org.weft.planner.sql.validate.ValidQuery;

/**
 * Sub-queries that stand for a value and may give more rows than one. The algebra forgets where
 * they were written, so that one is found again only if it is the only one of its query.
 */
public final class ScalarSubQueries {
  private ScalarSubQueries() {}

  /**
   * Where the only one stands; no position if there is none, or several that could be meant.
   *
   * @param tree what became of the query, its sub-queries still in expressions
   */
  public static SqlParserPos only(ValidQuery query, RelNode tree) {
    Written written = new Written(query);
    query.tree().accept(written);
    if (written.places.size() != 1) {
      return SqlParserPos.ZERO;
    }
    Found found = new Found(tree.getCluster().getMetadataQuery());
    tree.accept(found);
    // more in the tree than in the text come from views
    boolean isTheSame = found.open == 1 && found.all == written.all;
    return isTheSame ? written.places.get(0) : SqlParserPos.ZERO;
  }

  /** Those of a text. */
  private static final class Written extends SqlBasicVisitor<Void> {
    private final ValidQuery query;
    private final List<SqlParserPos> places = new ArrayList<>();
    private int all;

    Written(ValidQuery query) {
      this.query = query;
    }

    @Override
    public Void visit(SqlCall call) {
      if (call.getKind() == SqlKind.SCALAR_QUERY) {
        all++;
        if (!isOneRow(call)) {
          places.add(call.getParserPosition());
        }
      }
      return super.visit(call);
    }

    private boolean isOneRow(SqlCall scalar) {
      return scalar.operand(0) instanceof SqlSelect select
          && select.getGroup() == null
          && query.validator().isAggregate(select);
    }
  }

  /** Those of a tree, and of the trees of their own. */
  private static final class Found extends RelHomogeneousShuttle {
    private final RelMetadataQuery metadata;
    private int all;
    private int open;

    Found(RelMetadataQuery metadata) {
      this.metadata = metadata;
    }

    @Override
    public RelNode visit(RelNode node) {
      node.accept(
          new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
              if (subQuery.getKind() == SqlKind.SCALAR_QUERY) {
                all++;
                open += isOneRow(subQuery.rel) ? 0 : 1;
              }
              subQuery.rel.accept(Found.this);
              return super.visitSubQuery(subQuery);
            }
          });
      return super.visit(node);
    }

    private boolean isOneRow(RelNode rows) {
      return Boolean.TRUE.equals(metadata.areColumnsUnique(rows, ImmutableBitSet.of()));
    }
  }
}
