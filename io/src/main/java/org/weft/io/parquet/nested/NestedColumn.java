package org.weft.io.parquet.nested;

import java.util.ArrayList;
import java.util.List;
import org.weft.io.parquet.codec.Decompressors;
import org.weft.io.parquet.footer.ColumnShape;
import org.weft.io.parquet.footer.LeafColumn;
import org.weft.io.parquet.page.ChunkReader;
import org.weft.io.parquet.page.ColumnReader;
import org.weft.io.parquet.page.LeafReader;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.nested.FlatValues;

/** Reads one nested column of a file, row group after row group. Owns the memory of its batches. */
public final class NestedColumn implements AutoCloseable {
  private final MemoryScope memory;
  private final List<LeafReader> leaves = new ArrayList<>();
  private final PackedNode root;

  /**
   * @param leafColumns those of the column, in the order of the file
   */
  public NestedColumn(ColumnShape shape, List<LeafColumn> leafColumns, MemoryPool pool) {
    this.memory = pool.scope("nested Parquet column");
    try {
      for (LeafColumn leaf : leafColumns) {
        leaves.add(new LeafReader(leaf, memory));
      }
      this.root = (PackedNode) node(shape, Around.ROWS);
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
  }

  private ValueNode node(ColumnShape shape, Around around) {
    LeafReader leaf = leaves.get(shape.firstLeaf());
    if (shape instanceof ColumnShape.Leaf value) {
      return new LeafNode(leaf, value, around, memory);
    }
    if (shape instanceof ColumnShape.Struct struct) {
      List<ValueNode> fields = new ArrayList<>();
      for (ColumnShape field : struct.fields()) {
        fields.add(node(field, around));
      }
      return new StructNode(leaf, struct, around, fields, memory);
    }
    if (shape instanceof ColumnShape.Repeated list) {
      ValueNode element = node(list.element(), new Around(list.present(), list.repetition()));
      return new ListNode(leaf, list, around, element, memory);
    }
    ColumnShape.Pairs map = (ColumnShape.Pairs) shape;
    Around pair = new Around(map.present(), map.repetition());
    MapNode.Columns columns = new MapNode.Columns(node(map.key(), pair), node(map.value(), pair));
    return new MapNode(leaf, map, around, columns, memory);
  }

  /**
   * A reader of the column in a row group of so many rows. One at a time.
   *
   * @param chunks one per leaf
   */
  public ColumnReader open(List<ChunkReader.Chunk> chunks, long rows, Decompressors decompressors) {
    for (int i = 0; i < leaves.size(); i++) {
      leaves.get(i).start(chunks.get(i), rows, decompressors);
    }
    return new RowGroupColumn();
  }

  private final class RowGroupColumn implements ColumnReader {
    @Override
    public void read(long first, Batch batch, Vector vector) {
      for (LeafReader leaf : leaves) {
        leaf.read(first, batch.rowCount());
      }
      FlatValues values = root.values(batch);
      if (values.count() != batch.rowCount()) {
        throw PackedNode.corrupt(values.count() + " values in " + batch.rowCount() + " rows");
      }
      vector.pointFlat(Layout.VIEW, values.data(), values.validity());
    }

    @Override
    public void close() {
      leaves.forEach(LeafReader::close);
    }
  }

  @Override
  public void close() {
    leaves.forEach(LeafReader::close);
    memory.close();
  }
}
