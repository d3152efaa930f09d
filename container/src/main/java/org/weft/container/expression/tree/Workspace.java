package org.weft.container.expression.tree;

import java.util.ArrayList;
import java.util.List;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.ByteArena;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/**
 * All memory of one compiled expression, given back in one go. Buffers are cut from few blocks, one
 * behind the other: a pool block of its own for each would be twice as large as what it holds.
 */
public final class Workspace implements AutoCloseable {
  private static final long CHUNK = (256 << 10) - Block.PADDING;

  /** Room between buffers: kernels may touch that much behind the end of each. */
  private static final long GAP = 64;

  private final MemoryScope scope;
  private final List<ByteArena> arenas = new ArrayList<>();
  private long position;
  private long end;
  private long nothing;

  /** Memory from the pool of a scope, in the name of its owner. */
  public Workspace(MemoryScope parent) {
    this.scope = parent.pool().scope(parent.owner());
  }

  /** Bytes that stay until the workspace is closed. */
  public long buffer(long bytes) {
    long size = ((bytes + 63) & -64) + GAP;
    if (size > CHUNK) {
      return scope.allocate(bytes).address();
    }
    if (size > end - position) {
      Block block = scope.allocate(CHUNK);
      position = block.address();
      end = position + block.capacity();
    }
    long address = position;
    position += size;
    return address;
  }

  /** One value of this many bytes for each row of a batch. */
  public long rowBuffer(int width) {
    return buffer((long) Batch.CAPACITY * width);
  }

  /** Points at a null for all rows. */
  public void pointNull(Vector vector) {
    if (nothing == 0) {
      nothing = buffer(Views.WIDTH + 8);
      Memory.fill(nothing, Views.WIDTH + 8, (byte) 0);
    }
    vector.pointConstant(Layout.of(vector.type()), nothing, nothing + Views.WIDTH);
  }

  /** Room for the bytes of strings. */
  public ByteArena arena() {
    ByteArena arena = new ByteArena(scope);
    arenas.add(arena);
    return arena;
  }

  /** Bytes of strings that were computed last. */
  public long textBytes() {
    long bytes = 0;
    for (ByteArena arena : arenas) {
      bytes += arena.size();
    }
    return bytes;
  }

  /** What owns the memory: for builders that take more as they need it. */
  public MemoryScope scope() {
    return scope;
  }

  /** A block of its own, which may be given back early. */
  public Block block(long bytes) {
    return scope.allocate(bytes);
  }

  @Override
  public void close() {
    scope.close();
  }
}
