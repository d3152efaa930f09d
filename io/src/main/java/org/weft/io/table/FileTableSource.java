package org.weft.io.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.weft.io.file.FoundFile;
import org.weft.io.file.Fusion;
import org.weft.io.file.Storage;
import org.weft.io.parquet.footer.FooterCache;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.scan.TableSource;
import org.weft.planner.type.Schema;

/**
 * Tables that are files of any file system. What was found is kept for as long as the files stay as
 * they were. Thread-safe.
 *
 * <p>A column of a type Weft has no name for (nested, TIME, …) makes the whole file an
 * UNSUPPORTED_FILE: its rows could be read without it, but {@code SELECT *} would lose it silently.
 */
public final class FileTableSource implements TableSource {
  private final Storage storage;
  private final FooterCache footers;
  private final FileDescriptions descriptions;

  public FileTableSource(Configuration configuration) {
    this(new Storage(configuration));
  }

  public FileTableSource(Storage storage) {
    this(storage, new FooterCache(storage, FooterCache.DEFAULT_CAPACITY));
  }

  FileTableSource(Storage storage, FooterCache footers) {
    this.storage = storage;
    this.footers = footers;
    this.descriptions = new FileDescriptions(footers);
  }

  /** Readers that find the footers read here. */
  public ScanReaders readers() {
    return new ScanReaders(storage, footers, Fusion.DEFAULT);
  }

  @Override
  public TableData resolve(TableReference table) {
    if (table.format() != FileFormat.PARQUET) {
      throw new IllegalArgumentException("no reader of " + table.format());
    }
    Map<String, FoundFile> found = new LinkedHashMap<>();
    for (String path : table.paths()) {
      for (FoundFile file : storage.find(path)) {
        found.putIfAbsent(file.path(), file);
      }
    }
    if (found.isEmpty()) {
      throw WeftException.of(ErrorCode.NO_FILES, "table '" + table.name() + "' names no files");
    }
    List<FileDescription> described = descriptions.of(List.copyOf(found.values()));
    Schema schema = SchemaAgreement.of(described);
    List<DataFile> files = new ArrayList<>(described.size());
    TableStatistics statistics = new TableStatistics(schema);
    for (FileDescription file : described) {
      DataFile inOrder = file.inOrderOf(schema);
      files.add(inOrder);
      inOrder.splits().forEach(statistics::add);
    }
    return new TableData(table, schema, files, statistics.merged());
  }
}
