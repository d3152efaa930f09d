package org.weft.shuffle.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The indexes read last: each of a stage's readers asks for the same ones. Bounded by their size in
 * memory. Thread-safe.
 */
final class IndexCache {
  private static final long BYTES_PER_PARTITION = 4;
  private static final long BYTES_PER_BLOCK = 24;

  private final long capacity;
  private final Map<Path, BlockIndex> indexes = new LinkedHashMap<>(16, 0.75f, true);
  private long size;

  /** A cache of about so many bytes. */
  IndexCache(long capacity) {
    this.capacity = capacity;
  }

  /** The index in a file, which never changes once it exists. */
  BlockIndex get(Path file) throws IOException {
    synchronized (this) {
      BlockIndex known = indexes.get(file);
      if (known != null) {
        return known;
      }
    }
    BlockIndex read = BlockIndex.read(file);
    synchronized (this) {
      if (indexes.put(file, read) == null) {
        size += bytes(read);
      }
      Iterator<BlockIndex> oldest = indexes.values().iterator();
      while (size > capacity && indexes.size() > 1) {
        size -= bytes(oldest.next());
        oldest.remove();
      }
    }
    return read;
  }

  private static long bytes(BlockIndex index) {
    return index.partitions() * BYTES_PER_PARTITION + index.blocks() * BYTES_PER_BLOCK;
  }
}
