package org.weft.io.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.weft.io.file.Fusion;
import org.weft.io.file.Storage;
import org.weft.io.parquet.footer.FooterCache;
import org.weft.io.scan.Narrowing;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.io.sketch.SketchCache;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;

/** Tables read whole, as a query would, row by row as text. */
public final class Tables {
  private static final long POOL = 512L << 20;
  private static final Configuration CONFIGURATION = new Configuration();

  private Tables() {}

  /** The table of some paths, with nothing remembered from earlier. */
  public static TableData resolve(String... paths) {
    return new FileTableSource(CONFIGURATION)
        .resolve(new TableReference("t", FileFormat.PARQUET, List.of(paths)));
  }

  /** All rows of all files. */
  public static List<List<String>> rows(TableData table) {
    return rows(table, table.schema(), BatchRows::all);
  }

  /** What a look at each batch gives. */
  public static List<List<String>> rows(TableData table, Schema projected, Look look) {
    return rows(table, projected, look, List::of);
  }

  /** All rows, each part of a file read by a reader of its own. */
  public static List<List<String>> rowsPartByPart(TableData table, Look look) {
    return rows(table, table.schema(), look, all -> all.stream().map(List::of).toList());
  }

  private static List<List<String>> rows(
      TableData table,
      Schema projected,
      Look look,
      Function<List<Integer>, List<List<Integer>>> parts) {
    List<List<String>> rows = new ArrayList<>();
    Storage storage = new Storage(CONFIGURATION);
    ScanReaders readers =
        new ScanReaders(
            storage,
            new Formats(storage, new FooterCache(storage, 1 << 20), SketchCache.inMemory()),
            Fusion.DEFAULT);
    try (MemoryPool pool = new MemoryPool(POOL)) {
      try (MemoryScope memory = pool.scope("test")) {
        for (DataFile file : table.files()) {
          List<Integer> splits = file.splits().stream().map(DataFile.Split::ordinal).toList();
          for (List<Integer> part :
              splits.isEmpty() ? List.<List<Integer>>of() : parts.apply(splits)) {
            ScanRequest request =
                new ScanRequest(
                    table.reference().options(),
                    projected,
                    Narrowing.of(Pushdowns.NONE),
                    new ScanTask.Source(file.path(), file.length(), file.modified(), part),
                    memory);
            try (ScanReader reader = readers.open(request)) {
              while (reader.advance()) {
                look.at(reader.batch(), rows);
              }
            }
          }
        }
        assertThat(memory.held()).as("memory held by closed readers").isZero();
      }
      assertThat(pool.used()).isZero();
    }
    return rows;
  }

  /** Fails at the first row that differs. */
  public static void assertSameRows(List<List<String>> rows, List<List<String>> expected) {
    if (!rows.equals(expected)) {
      assertThat(rows).hasSameSizeAs(expected);
      for (int i = 0; i < rows.size(); i++) {
        assertThat(rows.get(i)).as("row " + i).isEqualTo(expected.get(i));
      }
    }
  }

  /** What a test does with a batch. */
  public interface Look {
    void at(Batch batch, List<List<String>> rows);
  }
}
