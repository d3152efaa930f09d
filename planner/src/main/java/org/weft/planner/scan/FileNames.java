package org.weft.planner.scan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the name of a file says of its content. */
public final class FileNames {
  private static final List<String> COMPRESSED =
      List.of(".gz", ".gzip", ".zst", ".zstd", ".bz2", ".snappy", ".lz4", ".deflate");

  private FileNames() {}

  /** The format of files whose names end like this path, if it is one that has such a name. */
  public static Optional<FileFormat> format(String path) {
    return switch (extension(path)) {
      case ".parquet", ".parq", ".pq" -> Optional.of(FileFormat.PARQUET);
      case ".orc" -> Optional.of(FileFormat.ORC);
      case ".csv", ".tsv", ".tab" -> Optional.of(FileFormat.CSV);
      case ".json", ".jsonl", ".ndjson" -> Optional.of(FileFormat.JSON);
      case ".arrow", ".arrows", ".feather", ".ipc" -> Optional.of(FileFormat.ARROW);
      default -> Optional.empty();
    };
  }

  /** The ending behind which a file's content is compressed as a whole, or an empty text. */
  public static String compression(String path) {
    String name = name(path);
    return COMPRESSED.stream().filter(name::endsWith).findFirst().orElse("");
  }

  /**
   * The last ending of a path in lower case, with its dot and without one that says how the file is
   * compressed; an empty text if there is none.
   */
  public static String extension(String path) {
    String name = name(path);
    String plain = name.substring(0, name.length() - compression(path).length());
    int dot = plain.lastIndexOf('.');
    return dot > 0 ? plain.substring(dot) : "";
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }
}
