package org.weft.io.file;

import java.util.List;
import org.weft.planner.memory.MemoryScope;

/** An open file. For one thread. */
public interface FileInput extends AutoCloseable {
  /**
   * Reads all of these ranges, several in one request where that is cheaper.
   *
   * @param ranges ascending and not overlapping
   * @throws org.weft.planner.error.WeftException READ_FAILED, also when the file ends too early
   */
  FetchedBytes read(List<ByteRange> ranges, MemoryScope scope);

  /**
   * Fills the array from this offset.
   *
   * @throws org.weft.planner.error.WeftException READ_FAILED, also when the file ends too early
   */
  void readFully(long offset, byte[] into);

  /**
   * Fills memory from this offset.
   *
   * @throws org.weft.planner.error.WeftException READ_FAILED, also when the file ends too early
   */
  void readInto(long offset, long address, int length);

  /** Whether a request for several ranges at once costs less than one for each. */
  RequestCost requestCost();

  @Override
  void close();

  /** What a single request costs beside its bytes. */
  enum RequestCost {
    /** Next to nothing: local files. */
    FREE,
    /** A round trip. */
    ROUND_TRIP
  }
}
