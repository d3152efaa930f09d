package org.weft.shuffle.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the bytes of one message are: whole blocks one after the other, or a part of one large
 * block. Immutable.
 */
public record Pieces(List<Piece> list) {
  private static final int PIECE = 36;

  public Pieces {
    list = List.copyOf(list);
  }

  /**
   * A block or a part of one.
   *
   * @param part which output of the request it belongs to
   * @param blockLength stored bytes of the whole block
   * @param offset where in the block the piece begins
   * @param length bytes of the piece
   * @param rows of the whole block
   * @param checksum CRC-32C of the whole block
   */
  public record Piece(
      int part, int partition, long blockLength, long offset, int length, int rows, int checksum) {
    /** True if the piece is all of its block. */
    public boolean isWhole() {
      return length == blockLength;
    }
  }

  /** Bytes of all pieces. */
  public int bytes() {
    return list.stream().mapToInt(Piece::length).sum();
  }

  /** The form that travels in front of the bytes. */
  public byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(PIECE * list.size());
    for (Piece piece : list) {
      out.putInt(piece.part).putInt(piece.partition).putLong(piece.blockLength);
      out.putLong(piece.offset).putInt(piece.length).putInt(piece.rows).putInt(piece.checksum);
    }
    return out.array();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Pieces decode(ByteBuffer in) {
    if (in.remaining() == 0 || in.remaining() % PIECE != 0) {
      throw new IllegalArgumentException(in.remaining() + " bytes do not describe pieces");
    }
    List<Piece> list = new ArrayList<>();
    while (in.hasRemaining()) {
      Piece piece =
          new Piece(
              in.getInt(),
              in.getInt(),
              in.getLong(),
              in.getLong(),
              in.getInt(),
              in.getInt(),
              in.getInt());
      if (piece.length < 1
          || piece.offset < 0
          || piece.offset + piece.length > piece.blockLength
          || piece.part < 0) {
        throw new IllegalArgumentException("no such piece: " + piece);
      }
      list.add(piece);
    }
    return new Pieces(list);
  }
}
