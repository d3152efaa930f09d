package org.weft.container.join;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weft.container.hash.RowNumbers;
import org.weft.container.pipeline.BatchConsumer;
import org.weft.container.pipeline.ExecutionContext;
import org.weft.container.pipeline.StreamOperator;
import org.weft.planner.expr.SortKey;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.physical.PhysicalPlan;
import org.weft.planner.physical.PhysicalPlan.MergeJoin.Nearest;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.ColumnLoader;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;

/**
 * The rows of both sides of a join as rows of one kind, so that they can be sorted together: the
 * keys, the value compared in an as-of join, a byte that tells the sides apart, the probe's columns
 * and the build's. A row has nulls in the columns of the other side.
 */
final class SortedSides {
  /** Which side a row is of. */
  enum Side {
    PROBE,
    BUILD
  }

  private final PhysicalPlan.MergeJoin node;
  private final ExecutionContext context;
  private final List<Integer> probeKeys;
  private final List<Integer> buildKeys;
  private final Schema schema;
  private final List<SortKey> order;

  SortedSides(PhysicalPlan.MergeJoin node, ExecutionContext context) {
    this.node = node;
    this.context = context;
    this.probeKeys = new ArrayList<>(node.pairs().probeKeys());
    this.buildKeys = new ArrayList<>(node.pairs().buildKeys());
    node.nearest().ifPresent(nearest -> probeKeys.add(nearest.probeKey()));
    node.nearest().ifPresent(nearest -> buildKeys.add(nearest.buildKey()));
    Schema probe = node.pairs().probe().schema();
    Schema build = node.pairs().build().schema();
    List<Field> fields = new ArrayList<>();
    for (int k = 0; k < probeKeys.size(); k++) {
      fields.add(Field.nullable("key" + k, probe.type(probeKeys.get(k))));
    }
    fields.add(Field.required("side", SimpleType.INT8));
    this.schema = new Schema(fields).concat(probe.asNullable()).concat(build.asNullable());
    this.order = sortKeys();
  }

  /** A build row that matches is met before the probe rows it matches. */
  private List<SortKey> sortKeys() {
    Optional<Nearest.Bound> bound = node.nearest().map(Nearest::bound);
    boolean fromAbove =
        bound.isPresent()
            && (bound.get() == Nearest.Bound.AT_LEAST || bound.get() == Nearest.Bound.GREATER);
    List<SortKey> keys = new ArrayList<>();
    for (int k = 0; k < side(); k++) {
      boolean isCompared = bound.isPresent() && k == side() - 1;
      keys.add(
          new SortKey(
              k,
              isCompared && fromAbove ? SortKey.Direction.DESCENDING : SortKey.Direction.ASCENDING,
              SortKey.Nulls.LAST));
    }
    keys.add(new SortKey(side(), SortKey.Direction.ASCENDING, SortKey.Nulls.LAST));
    return keys;
  }

  /** The byte of a side: where equal values do not match, probe rows come first. */
  byte tag(Side side) {
    boolean isStrict =
        node.nearest().isPresent()
            && (node.nearest().get().bound() == Nearest.Bound.LESS
                || node.nearest().get().bound() == Nearest.Bound.GREATER);
    return (byte) ((side == Side.PROBE) == isStrict ? 0 : 1);
  }

  Schema schema() {
    return schema;
  }

  List<SortKey> order() {
    return order;
  }

  /** How many columns have to be equal. */
  int equalKeys() {
    return node.pairs().probeKeys().size();
  }

  /** The column of sides. */
  int side() {
    return probeKeys.size();
  }

  /** The first column of a side. */
  int first(Side of) {
    return side() + 1 + (of == Side.PROBE ? 0 : node.pairs().probe().schema().size());
  }

  /** Turns rows of a side into rows of this kind. */
  StreamOperator tagging(Side of) {
    return next -> new Tagging(of, next, context.pool().scope("sides of a join"));
  }

  private final class Tagging implements StreamOperator.Worker, ColumnLoader {
    private final BatchConsumer next;
    private final MemoryScope scope;
    private final List<Integer> keys;
    private final int first;
    private final int end;
    private final long tag;
    private final long nothing;
    private final Batch out = new Batch(schema);
    private Batch in;

    Tagging(Side of, BatchConsumer next, MemoryScope scope) {
      this.next = next;
      this.scope = scope;
      this.keys = of == Side.PROBE ? probeKeys : buildKeys;
      this.first = first(of);
      this.end = of == Side.PROBE ? first(Side.BUILD) : schema.size();
      this.tag = scope.allocateZeroed(8).address();
      this.nothing = scope.allocateZeroed(32).address();
      Memory.putByte(tag, tag(of));
    }

    @Override
    public void accept(Batch batch) {
      in = batch;
      out.start(batch.rowCount(), this);
      out.select(RowNumbers.of(batch), batch.selectedCount());
      next.accept(out);
    }

    @Override
    public void load(Batch asking, int column, Vector vector) {
      if (column < keys.size()) {
        vector.pointLike(in.column(keys.get(column)));
      } else if (column == side()) {
        vector.pointConstant(Layout.INT8, tag, 0);
      } else if (column >= first && column < end) {
        vector.pointLike(in.column(column - first));
      } else {
        vector.pointConstant(vector.layout(), nothing, nothing);
      }
    }

    @Override
    public boolean wantsMore() {
      return next.wantsMore();
    }

    @Override
    public void finish() {}

    @Override
    public void close() {
      scope.close();
    }
  }
}
