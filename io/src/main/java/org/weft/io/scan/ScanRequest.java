package org.weft.io.scan;

import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.scan.ReadOptions;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.type.Schema;

/**
 * Parts of one file to be read.
 *
 * @param options with everything found out
 * @param schema the projected columns, named and typed as in the table; may be empty, to count rows
 * @param narrowing what may be used to read less
 * @param memory where the reader's memory comes from; outlives the reader
 */
public record ScanRequest(
    ReadOptions options,
    Schema schema,
    Narrowing narrowing,
    ScanTask.Source source,
    MemoryScope memory) {
  /** A request for parts of a file that describes itself. */
  public ScanRequest(
      FileFormat format,
      Schema schema,
      Pushdowns pushdowns,
      ScanTask.Source source,
      MemoryScope memory) {
    this(ReadOptions.of(format), schema, Narrowing.of(pushdowns), source, memory);
  }

  /** What may be used from the start. */
  public Pushdowns pushdowns() {
    return narrowing.known();
  }

  /** The same parts with other columns. */
  public ScanRequest asking(Schema columns, Narrowing narrowed) {
    return new ScanRequest(options, columns, narrowed, source, memory);
  }
}
