package org.weft.io.parquet.footer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.weft.io.file.FileInput;
import org.weft.io.file.FoundFile;
import org.weft.io.file.Fusion;
import org.weft.io.file.Storage;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * Footers lately read: the tasks of a query open the same file again and again. Bounded by
 * estimated bytes of heap; thread-safe.
 */
public final class FooterCache {
  /** Enough for a few thousand files of some row groups. */
  public static final long DEFAULT_CAPACITY = 32 << 20;

  private record Key(String path, long length, long modified) {}

  private final Storage storage;
  private final long capacity;
  private final LinkedHashMap<Key, ParquetFooter> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;

  /**
   * @param capacity bytes
   */
  public FooterCache(Storage storage, long capacity) {
    this.storage = storage;
    this.capacity = capacity;
  }

  /** The file's footer, kept or read. */
  public ParquetFooter footer(FoundFile file) {
    ParquetFooter known = known(file);
    if (known != null) {
      return known;
    }
    try (FileInput input = storage.open(file, Fusion.NONE)) {
      return footer(file, input);
    }
  }

  /** The file's footer, kept or read from the open file. */
  public ParquetFooter footer(FoundFile file, FileInput input) {
    ParquetFooter known = known(file);
    if (known != null) {
      return known;
    }
    ParquetFooter footer;
    try {
      footer = FooterReader.read(input, file.length());
    } catch (WeftException e) {
      throw e.code().blame() == ErrorCode.Blame.DATA ? e.in(file.path()) : e;
    }
    keep(file, footer);
    return footer;
  }

  private synchronized ParquetFooter known(FoundFile file) {
    return kept.get(key(file));
  }

  private synchronized void keep(FoundFile file, ParquetFooter footer) {
    if (kept.put(key(file), footer) == null) {
      weight += footer.weight();
    }
    var eldest = kept.entrySet().iterator();
    while (weight > capacity && eldest.hasNext()) {
      Map.Entry<Key, ParquetFooter> entry = eldest.next();
      weight -= entry.getValue().weight();
      eldest.remove();
    }
  }

  private static Key key(FoundFile file) {
    return new Key(file.path(), file.length(), file.modified());
  }
}
