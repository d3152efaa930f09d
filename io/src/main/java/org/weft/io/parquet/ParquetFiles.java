package org.weft.io.parquet;

import java.util.ArrayList;
import java.util.List;
import org.weft.io.file.FileInput;
import org.weft.io.file.FoundFile;
import org.weft.io.parquet.footer.FileColumn;
import org.weft.io.parquet.footer.FooterCache;
import org.weft.io.parquet.footer.ParquetFooter;
import org.weft.io.scan.FileDescription;
import org.weft.io.scan.FormatFiles;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.io.sketch.SketchCache;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.ReadFormat;
import org.weft.planner.scan.ScanTask;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/** Parquet files: their footers say everything. */
public final class ParquetFiles implements FormatFiles {
  private final FooterCache footers;
  private final SketchCache sketches;

  /**
   * @param sketches where what scans learn is kept
   */
  public ParquetFiles(FooterCache footers, SketchCache sketches) {
    this.footers = footers;
    this.sketches = sketches;
  }

  @Override
  public ReadFormat resolve(ReadFormat format, List<FoundFile> files) {
    return format;
  }

  @Override
  public FileDescription describe(FoundFile file, ReadFormat format) {
    ParquetFooter footer = footers.footer(file);
    List<DataFile.Split> splits = new ArrayList<>(footer.rowGroups().size());
    for (int i = 0; i < footer.rowGroups().size(); i++) {
      splits.add(SplitSizes.split(i, footer));
    }
    DataFile data = new DataFile(file.path(), file.length(), file.modified(), splits, file.hosts());
    return new FileDescription(columns(footer), data);
  }

  private static Schema columns(ParquetFooter footer) {
    return new Schema(footer.columns().stream().map(FileColumn::field).toList());
  }

  @Override
  public Schema columns(ScanRequest request, FoundFile file, FileInput input) {
    return columns(footers.footer(file, input));
  }

  @Override
  public List<ColumnStatistics> statistics(ScanTask.Source source, FoundFile file, Field column) {
    ParquetFooter footer = footers.footer(file);
    int found = footer.indexOf(column.name());
    if (found < 0 || !footer.columns().get(found).field().type().equals(column.type())) {
      return List.of();
    }
    List<ColumnStatistics> statistics = new ArrayList<>();
    for (int split : source.splits()) {
      statistics.add(
          split < footer.rowGroups().size()
              ? footer.rowGroups().get(split).statistics().get(found)
              : ColumnStatistics.UNKNOWN);
    }
    return statistics;
  }

  @Override
  public ScanReader open(ScanRequest request, FoundFile file, FileInput input) {
    ParquetFooter footer;
    try {
      footer = footers.footer(file, input);
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
    return new ParquetScan(request, file, input, new ParquetScan.Known(footer, sketches));
  }
}
