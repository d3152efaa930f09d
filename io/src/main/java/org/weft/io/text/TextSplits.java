package org.weft.io.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.weft.io.file.FoundFile;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.TextRecords;
import org.weft.planner.type.Schema;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Layout;

/**
 * The pieces of a text file: ranges of bytes of equal length, which follow from the file's length
 * alone. A record belongs to the piece it starts in.
 */
public final class TextSplits {
  /** Large enough to be worth opening the file, small enough to keep all threads busy. */
  private static final long PIECE = 8 << 20;

  private static final long MOST_PIECES = 10_000;

  /** Bytes in memory for each byte of text, as a guess. */
  private static final int COMPRESSION_RATIO = 4;

  private TextSplits() {}

  /** The length of a piece of a file. */
  public static long pieceLength(long fileLength) {
    long pieces = Math.min(MOST_PIECES, Math.max(1, fileLength / PIECE));
    return Math.max(PIECE, (fileLength + pieces - 1) / pieces);
  }

  /**
   * A file of text.
   *
   * @param splitting null if it is compressed
   * @param recordBytes of a record, about
   */
  public static DataFile file(
      FoundFile file, Schema schema, TextRecords.Splitting splitting, double recordBytes) {
    long piece =
        splitting == TextRecords.Splitting.ALLOWED
            ? pieceLength(file.length())
            : Math.max(1, file.length());
    long plain = splitting == null ? COMPRESSION_RATIO : 1;
    List<DataFile.Split> splits = new ArrayList<>();
    for (long start = 0; start < file.length(); start += piece) {
      long length = Math.min(piece, file.length() - start);
      long rows = Math.max(1, (long) (length * plain / Math.max(1, recordBytes)));
      splits.add(split(new Piece(splits.size(), start, length, rows), length * plain, schema));
    }
    return new DataFile(
        file.path(),
        file.length(),
        file.modified(),
        DataFile.RowCounts.ESTIMATED,
        splits,
        file.hosts());
  }

  private record Piece(int ordinal, long start, long length, long rows) {}

  private static DataFile.Split split(Piece piece, long text, Schema schema) {
    long[] compressed = new long[schema.size()];
    long[] memory = new long[schema.size()];
    Arrays.fill(compressed, piece.length() / Math.max(1, schema.size()));
    for (int i = 0; i < memory.length; i++) {
      boolean isText = schema.type(i).kind() == TypeKind.STRING;
      memory[i] =
          piece.rows() * Layout.of(schema.type(i)).width() + (isText ? text / schema.size() : 0);
    }
    return new DataFile.Split(
        piece.ordinal(),
        piece.start(),
        piece.rows(),
        compressed,
        memory,
        Collections.nCopies(schema.size(), ColumnStatistics.UNKNOWN));
  }
}
