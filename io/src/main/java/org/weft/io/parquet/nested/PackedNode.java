package org.weft.io.parquet.nested;

import org.weft.io.parquet.page.LeafReader;
import org.weft.io.write.GrowingBytes;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.FlatValues;
import org.weft.planner.vector.nested.ValuePacker;

/** Lists, structs or maps. */
abstract sealed class PackedNode extends ValueNode permits StructNode, ListNode, MapNode {
  /** The leaf whose levels say which values there are. */
  final LeafReader leaf;

  private final ByteArena bytes;
  private final GrowingBytes views;
  private final GrowingBytes validity;

  PackedNode(LeafReader leaf, MemoryScope memory) {
    this.leaf = leaf;
    this.bytes = new ByteArena(memory);
    this.views = new GrowingBytes(memory);
    this.validity = new GrowingBytes(memory);
  }

  /** Finds the values: what they hold, and where it begins. */
  abstract Found find();

  /**
   * Values that are not packed yet.
   *
   * @param validity address of one byte per value; 0 if none is null
   */
  record Found(int count, long validity, ValuePacker packer) {}

  final LevelLoops.Levels levels() {
    return new LevelLoops.Levels(leaf.repetition(), leaf.definition(), leaf.entries());
  }

  /** Room for a byte per entry, and one more. */
  final long validityRoom() {
    return validity.reserve(leaf.entries() + 1L);
  }

  static WeftException corrupt(String why) {
    return WeftException.of(ErrorCode.CORRUPT_FILE, why);
  }

  @Override
  final FlatValues values() {
    Found found = find();
    start(found.count());
    for (int i = 0; i < found.count(); i++) {
      pack(found, i);
    }
    return new FlatValues(found.count(), views.address(), found.validity());
  }

  /** The values of a batch's rows, of which only selected ones are packed. */
  final FlatValues values(Batch batch) {
    int[] selection = batch.selection();
    if (selection == null) {
      return values();
    }
    Found found = find();
    start(found.count());
    for (int i = 0; i < batch.selectedCount(); i++) {
      if (selection[i] < found.count()) {
        pack(found, selection[i]);
      }
    }
    return new FlatValues(found.count(), views.address(), found.validity());
  }

  /** All values are empty at first: nulls stay so. */
  private void start(int count) {
    bytes.reset();
    long empty = bytes.reserve(Views.WIDTH);
    long to = views.reserve((long) Views.WIDTH * count);
    for (int i = 0; i < count; i++) {
      Memory.putLong(to + (long) Views.WIDTH * i, 0);
      Memory.putLong(to + (long) Views.WIDTH * i + 8, empty);
    }
  }

  private void pack(Found found, int index) {
    if (found.validity() == 0 || Memory.getByte(found.validity() + index) != 0) {
      found.packer().pack(index, bytes, views.address() + (long) Views.WIDTH * index);
    }
  }
}
