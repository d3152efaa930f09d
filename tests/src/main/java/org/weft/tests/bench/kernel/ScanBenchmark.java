package org.weft.tests.bench.kernel;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.io.table.FileTableSource;
import org.weft.io.table.ScanReaders;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.tests.tpch.TpchData;

/** One column of lineitem, scale factor 1, from Parquet into batches. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
public class ScanBenchmark {
  @Param({
    "l_orderkey",
    "l_partkey",
    "l_extendedprice",
    "l_quantity",
    "l_discount",
    "l_shipdate",
    "l_shipmode",
    "l_comment"
  })
  public String column;

  private final MemoryPool pool = new MemoryPool(2L << 30);
  private ScanReaders readers;
  private TableData table;
  private Field field;

  @Setup
  public void open() {
    Configuration configuration = new Configuration();
    readers = new ScanReaders(configuration);
    String file = TpchData.at("1").file("lineitem").toString();
    table =
        new FileTableSource(configuration)
            .resolve(new TableReference("t", FileFormat.PARQUET, List.of(file)));
    field = table.schema().field(table.schema().indexOf(column).orElseThrow());
  }

  @TearDown
  public void close() {
    pool.close();
  }

  @Benchmark
  public long scan() {
    Feeding.Reader columns = new Feeding.Reader();
    try (MemoryScope memory = pool.scope("benchmark")) {
      for (DataFile file : table.files()) {
        ScanRequest request =
            new ScanRequest(
                FileFormat.PARQUET,
                Schema.of(field),
                Pushdowns.NONE,
                new ScanTask.Source(
                    file.path(),
                    file.length(),
                    file.modified(),
                    file.splits().stream().map(DataFile.Split::ordinal).toList()),
                memory);
        try (ScanReader reader = readers.open(request)) {
          while (reader.advance()) {
            columns.accept(reader.batch());
          }
        }
      }
    }
    return columns.sum();
  }
}
