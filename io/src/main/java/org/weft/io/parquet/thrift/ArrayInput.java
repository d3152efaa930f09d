package org.weft.io.parquet.thrift;

/** Bytes of an array. */
public final class ArrayInput extends CompactInput {
  private final byte[] bytes;
  private int position;
  private final int end;

  public ArrayInput(byte[] bytes, int offset, int length) {
    java.util.Objects.checkFromIndexSize(offset, length, bytes.length);
    this.bytes = bytes;
    this.position = offset;
    this.end = offset + length;
  }

  @Override
  protected int take() {
    return bytes[position++] & 0xFF;
  }

  @Override
  protected void take(byte[] into) {
    System.arraycopy(bytes, position, into, 0, into.length);
    position += into.length;
  }

  @Override
  public long remaining() {
    return end - position;
  }

  @Override
  protected void pass(long length) {
    position += (int) length;
  }
}
