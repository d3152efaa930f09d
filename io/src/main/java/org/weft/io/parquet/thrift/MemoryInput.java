package org.weft.io.parquet.thrift;

import org.weft.planner.memory.Memory;

/** Bytes in off-heap memory. */
public final class MemoryInput extends CompactInput {
  private long position;
  private final long end;

  public MemoryInput(long start, long end) {
    this.position = start;
    this.end = end;
  }

  /** The address of the next byte. */
  public long position() {
    return position;
  }

  @Override
  protected int take() {
    return Memory.getByte(position++) & 0xFF;
  }

  @Override
  protected void take(byte[] into) {
    Memory.copy(position, into, 0, into.length);
    position += into.length;
  }

  @Override
  public long remaining() {
    return end - position;
  }

  @Override
  protected void pass(long length) {
    position += length;
  }
}
