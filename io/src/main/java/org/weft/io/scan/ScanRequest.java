package org.weft.io.scan;

import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.FileFormat;
import org.weft.planner.scan.Pushdowns;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.type.Schema;

/**
 * Parts of one file to be read.
 *
 * @param schema the projected columns, named and typed as in the table; may be empty, to count rows
 * @param memory where the reader's memory comes from; outlives the reader
 */
public record ScanRequest(
    FileFormat format,
    Schema schema,
    Pushdowns pushdowns,
    ScanTask.Source source,
    MemoryScope memory) {}
