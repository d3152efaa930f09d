package org.weft.io.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.weft.io.file.FoundFile;
import org.weft.io.file.Fusion;
import org.weft.io.file.Storage;
import org.weft.io.parquet.footer.FooterCache;
import org.weft.io.scan.HiveKeys;
import org.weft.io.sketch.DistinctSketch;
import org.weft.io.sketch.FileIdentity;
import org.weft.io.sketch.SketchCache;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.ReadFormat;
import org.weft.planner.scan.ReadOptions;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.scan.TableSource;

/**
 * Tables that are files of any file system. What was found is kept for as long as the files stay as
 * they were. Thread-safe.
 *
 * <p>A column of a type Weft has no name for (nested, TIME, …) makes the whole file an
 * UNSUPPORTED_FILE: its rows could be read without it, but {@code SELECT *} would lose it silently.
 */
public final class FileTableSource implements TableSource {
  private final Storage storage;
  private final SketchCache sketches;
  private final Formats formats;
  private final FileDescriptions descriptions;
  private final TableSampler sampler;
  private final FoundTable.Last last = new FoundTable.Last();

  public FileTableSource(Configuration configuration) {
    this(new Storage(configuration));
  }

  public FileTableSource(Storage storage) {
    this(storage, SketchCache.inMemory());
  }

  /**
   * @param sketches what scans have learnt
   */
  public FileTableSource(Storage storage, SketchCache sketches) {
    this(storage, new FooterCache(storage, FooterCache.DEFAULT_CAPACITY), sketches);
  }

  FileTableSource(Storage storage, FooterCache footers, SketchCache sketches) {
    this.storage = storage;
    this.sketches = sketches;
    this.formats = new Formats(storage, footers, sketches);
    this.descriptions = new FileDescriptions(formats);
    this.sampler = new TableSampler(readers(), System::nanoTime);
  }

  /** Readers that find the footers read here. */
  public ScanReaders readers() {
    return new ScanReaders(storage, formats, Fusion.DEFAULT);
  }

  @Override
  public TableData resolve(TableReference table) {
    List<FoundFile> found = find(table);
    FoundTable known = last.get(table, found).orElse(null);
    if (known == null) {
      known = describe(table, found);
      last.put(table, known);
    }
    return new TableData(
        table.with(known.options()),
        known.schema(),
        known.files(),
        known.statistics().merged(learnt(found, known.files()), known.sampled()));
  }

  /** Each column is looked at once, as long as the files stay as they are. */
  @Override
  public boolean sample(TableReference table, TableData found, BitSet columns) {
    Optional<FoundTable> known = last.of(table).filter(last -> last.files() == found.files());
    if (known.isEmpty()) {
      return false;
    }
    BitSet missing = new BitSet();
    columns.stream()
        .filter(column -> !found.schema().type(column).isNested())
        .filter(column -> !known.get().sampled().containsKey(column))
        .forEach(missing::set);
    if (missing.isEmpty()) {
      return false;
    }
    Map<Integer, OptionalDouble> sampled = sampler.sample(found, missing);
    known.get().sampled().putAll(sampled);
    return sampled.values().stream().anyMatch(OptionalDouble::isPresent);
  }

  private FoundTable describe(TableReference table, List<FoundFile> found) {
    ReadOptions asked = table.options();
    ReadFormat format = formats.of(table.format()).resolve(asked.format(), found);
    ReadOptions options = asked.resolved(format, HiveKeys.of(found, asked));
    return FoundTable.of(found, descriptions.of(found, format), options);
  }

  /** The sketch of a column of the table, if scans have seen all of it. */
  private Function<String, Optional<DistinctSketch>> learnt(
      List<FoundFile> found, List<DataFile> files) {
    List<FileIdentity> identities = found.stream().map(FileIdentity::of).toList();
    List<Integer> groups = files.stream().map(file -> file.splits().size()).toList();
    return column -> sketches.ofAll(identities, groups, column);
  }

  /** A file that two of the paths name is read twice. */
  private List<FoundFile> find(TableReference table) {
    List<FoundFile> found = new ArrayList<>();
    for (String path : table.paths()) {
      found.addAll(storage.find(path));
    }
    if (found.isEmpty()) {
      throw WeftException.of(ErrorCode.NO_FILES, "table '" + table.name() + "' names no files");
    }
    return List.copyOf(found);
  }
}
