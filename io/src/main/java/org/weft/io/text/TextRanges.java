package org.weft.io.text;

import java.util.ArrayList;
import java.util.List;
import org.weft.io.compress.PlainBytes;
import org.weft.io.file.FileInput;
import org.weft.io.file.FoundFile;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.Compression;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.scan.TextRecords;

/** Which bytes of a text file a task reads, and on which line they are. */
public final class TextRanges {
  private static final int BUFFER = 256 << 10;

  private TextRanges() {}

  /** Bytes from one offset to before another. */
  public record Range(long from, long to) {}

  /** The ranges of a task's pieces, neighbours as one. */
  public static List<Range> of(
      ScanTask.Source source, Compression compression, TextRecords.Splitting splitting) {
    if (compression != Compression.NONE || splitting == TextRecords.Splitting.NEVER) {
      return List.of(new Range(0, source.length()));
    }
    long piece = TextSplits.pieceLength(source.length());
    List<Range> ranges = new ArrayList<>();
    for (int split : source.splits()) {
      long from = split * piece;
      long to = Math.min(source.length(), from + piece);
      int last = ranges.size() - 1;
      if (last >= 0 && ranges.get(last).to() == from) {
        ranges.set(last, new Range(ranges.get(last).from(), to));
      } else {
        ranges.add(new Range(from, to));
      }
    }
    return ranges;
  }

  /** The offset of the first line that starts at or behind an offset; the file's length if none. */
  public static long lineStart(FileInput input, long length, long offset) {
    if (offset <= 0 || offset >= length) {
      return Math.max(0, Math.min(length, offset));
    }
    long from = offset - 1;
    while (from < length) {
      byte[] bytes = new byte[(int) Math.min(BUFFER, length - from)];
      input.readFully(from, bytes);
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          return from + i + 1;
        }
      }
      from += bytes.length;
    }
    return length;
  }

  /**
   * The line, from 1, of an offset in the plain text: by reading the file from its start, which is
   * done for errors only.
   */
  public static long line(
      FoundFile file, FileInput input, Compression compression, long offset, MemoryScope memory) {
    long lines = 1;
    long left = offset;
    byte before = 0;
    try (Block block = memory.allocate(BUFFER);
        PlainBytes bytes = PlainBytes.all(file, input, compression)) {
      while (left > 0) {
        int n = bytes.read(block.address(), (int) Math.min(left, BUFFER));
        if (n < 0) {
          break;
        }
        for (int i = 0; i < n; i++) {
          byte b = Memory.getByte(block.address() + i);
          lines += b == '\r' || b == '\n' && before != '\r' ? 1 : 0;
          before = b;
        }
        left -= n;
      }
    }
    return lines;
  }
}
