package org.weft.container.function.text;

import java.io.ByteArrayOutputStream;

/** Pieces of a text in UTF-8, with a separator between them. */
public final class JoinedBytes {
  private final ByteArrayOutputStream all = new ByteArrayOutputStream();
  private final byte[] separator;
  private boolean hasPieces;

  public JoinedBytes(byte[] separator) {
    this.separator = separator;
  }

  public void add(byte[] piece) {
    if (hasPieces) {
      all.writeBytes(separator);
    }
    all.writeBytes(piece);
    hasPieces = true;
  }

  public byte[] bytes() {
    return all.toByteArray();
  }
}
