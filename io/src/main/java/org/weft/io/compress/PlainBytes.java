package org.weft.io.compress;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.weft.io.file.FileInput;
import org.weft.io.file.FoundFile;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;
import org.weft.planner.scan.Compression;

/**
 * The bytes of a file before compression, from front to back. For one thread; the file is closed by
 * whoever opened it.
 */
public final class PlainBytes implements AutoCloseable {
  private static final int COPY = 64 << 10;

  private final FoundFile file;
  private final FileInput input;
  private final InputStream stream;
  private final byte[] copy;
  private long position;
  private long end;

  private PlainBytes(FoundFile file, FileInput input, InputStream stream) {
    this.file = file;
    this.input = input;
    this.stream = stream;
    this.copy = stream == null ? null : new byte[COPY];
    this.end = file.length();
  }

  /** What compresses a file: what is said of it, else what its name says. */
  public static Compression compression(FoundFile file, Optional<Compression> said) {
    return said.orElseGet(() -> WholeFiles.byName(file.path()));
  }

  /**
   * All bytes of a file.
   *
   * @throws WeftException CORRUPT_FILE if it does not start like a file of this compression
   */
  public static PlainBytes all(FoundFile file, FileInput input, Compression compression) {
    if (compression == Compression.NONE || file.length() == 0) {
      return new PlainBytes(file, input, null);
    }
    try {
      return new PlainBytes(file, input, WholeFiles.open(input, file.length(), compression));
    } catch (WeftException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw corrupt(file, e);
    }
  }

  /** Some bytes of a file that is not compressed. */
  public static PlainBytes range(FoundFile file, FileInput input, long from, long to) {
    PlainBytes bytes = new PlainBytes(file, input, null);
    bytes.position = from;
    bytes.end = to;
    return bytes;
  }

  /** The place of the next byte. */
  public long position() {
    return position;
  }

  /**
   * Reads the next bytes.
   *
   * @return how many, at most {@code room}; -1 at the end
   * @throws WeftException CORRUPT_FILE, READ_FAILED
   */
  public int read(long address, int room) {
    if (stream == null) {
      int n = (int) Math.min(room, end - position);
      if (n == 0) {
        return -1;
      }
      input.readInto(position, address, n);
      position += n;
      return n;
    }
    int n;
    try {
      n = stream.read(copy, 0, Math.min(room, copy.length));
    } catch (WeftException e) {
      throw e; // of the file, not of its content
    } catch (IOException | RuntimeException e) {
      throw corrupt(file, e); // libraries stumble over damaged bytes in their own ways
    }
    if (n > 0) {
      Memory.copy(copy, 0, address, n);
      position += n;
    }
    return n;
  }

  private static WeftException corrupt(FoundFile file, Exception e) {
    String why = e instanceof EOFException ? "it ends too early" : e.getMessage();
    return WeftException.of(
        ErrorCode.CORRUPT_FILE, file.path() + " cannot be decompressed: " + why, e);
  }

  @Override
  public void close() {
    if (stream != null) {
      try {
        stream.close();
      } catch (IOException e) {
        throw corrupt(file, e);
      }
    }
  }
}
