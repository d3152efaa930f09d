package org.weft.io.table;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.weft.io.file.FoundFile;
import org.weft.io.file.SmallReads;
import org.weft.io.scan.FileDescription;
import org.weft.planner.cache.LastUsed;
import org.weft.planner.scan.ReadFormat;
import org.weft.planner.type.Schema;

/** Describes many files at once and remembers what was found. Thread-safe. */
final class FileDescriptions {
  private static final int MOST_KEPT = 200_000;

  private record Key(String path, long length, long modified, ReadFormat format) {}

  private final Formats formats;
  private final Map<Key, FileDescription> kept = new LastUsed<>(MOST_KEPT);

  /** One schema object for all files that have it. */
  private final Map<Schema, Schema> schemas = new ConcurrentHashMap<>();

  FileDescriptions(Formats formats) {
    this.formats = formats;
  }

  /** What the files are, in their order. */
  List<FileDescription> of(List<FoundFile> files, ReadFormat format) {
    return SmallReads.of(files, "footers", file -> of(file, format));
  }

  private FileDescription of(FoundFile file, ReadFormat format) {
    Key key = new Key(file.path(), file.length(), file.modified(), format);
    synchronized (kept) {
      FileDescription known = kept.get(key);
      if (known != null) {
        return known;
      }
    }
    FileDescription described = formats.of(format.format()).describe(file, format);
    Schema schema = schemas.computeIfAbsent(described.schema(), own -> own);
    FileDescription description = new FileDescription(schema, described.file());
    synchronized (kept) {
      kept.put(key, description);
    }
    return description;
  }
}
