package org.weft.io.table;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.weft.io.file.FileInput;
import org.weft.io.file.FoundFile;
import org.weft.io.file.Fusion;
import org.weft.io.file.Storage;
import org.weft.io.parquet.footer.FooterCache;
import org.weft.io.scan.FormatFiles;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.io.sketch.SketchCache;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.ReadOptions;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.setting.KnownSettings;
import org.weft.planner.setting.Settings;
import org.weft.planner.type.Field;

/** Opens files for reading. Thread-safe; one per process keeps footers between tasks. */
public final class ScanReaders {
  private final Storage storage;
  private final Formats formats;
  private final Fusion fusion;

  public ScanReaders(Configuration configuration) {
    this(new Storage(configuration));
  }

  public ScanReaders(Storage storage) {
    this(storage, SketchCache.inMemory());
  }

  /**
   * @param sketches where what scans learn is kept
   */
  public ScanReaders(Storage storage, SketchCache sketches) {
    this(
        storage,
        new Formats(storage, new FooterCache(storage, FooterCache.DEFAULT_CAPACITY), sketches),
        Fusion.DEFAULT);
  }

  ScanReaders(Storage storage, Formats formats, Fusion fusion) {
    this.storage = storage;
    this.formats = formats;
    this.fusion = fusion;
  }

  /** The same readers with a query's settings. */
  public ScanReaders with(Settings settings) {
    Fusion wanted = settings.get(KnownSettings.ENABLE_IO_FUSION) ? Fusion.DEFAULT : Fusion.NONE;
    return new ScanReaders(storage, formats, wanted);
  }

  /** Writers of files in the same file systems. */
  public FileWriters writers() {
    return new FileWriters(storage);
  }

  /**
   * Opens parts of a file. The caller closes the reader.
   *
   * @throws WeftException FILE_CHANGED if the file is not the one that was planned, PATH_NOT_FOUND,
   *     SCHEMA_MISMATCH, CORRUPT_FILE, UNSUPPORTED_FILE, ACCESS_DENIED, READ_FAILED
   */
  public ScanReader open(ScanRequest request) {
    FormatFiles files = formats.of(request.options().format().format());
    FoundFile file = planned(request.source());
    FileInput input = storage.open(file, fusion);
    AdaptedReader.Adaptation adaptation;
    try {
      adaptation = AdaptedReader.adaptation(request, files.columns(request, file, input));
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
    ScanReader reader = files.open(adaptation.request(), file, input);
    return adaptation.isNone() ? reader : AdaptedReader.over(reader, adaptation, file);
  }

  /**
   * What is known of a column in each of the parts asked for, before they are read.
   *
   * @param column as the table has it
   * @return one per part; empty if nothing is known
   * @throws WeftException as {@link #open}
   */
  public List<ColumnStatistics> statistics(
      ReadOptions options, ScanTask.Source source, Field column) {
    if (FileColumns.find(options, column.name()).isPresent()) {
      return List.of();
    }
    return formats.of(options.format().format()).statistics(source, planned(source), column);
  }

  private FoundFile planned(ScanTask.Source source) {
    FoundFile file;
    try {
      file = storage.file(source.path());
    } catch (WeftException e) {
      throw e.code() == ErrorCode.PATH_NOT_FOUND
          ? changed(source.path() + " is gone since the query was planned")
          : e;
    }
    if (file.length() != source.length() || file.modified() != source.modified()) {
      throw changed(source.path() + " changed since the query was planned");
    }
    return file;
  }

  private static WeftException changed(String sentence) {
    return WeftException.of(ErrorCode.FILE_CHANGED, sentence).hint("run the query again");
  }
}
