package org.weft.io.orc;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.hadoop.fs.Path;
import org.apache.orc.DateColumnStatistics;
import org.apache.orc.DoubleColumnStatistics;
import org.apache.orc.IntegerColumnStatistics;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.StringColumnStatistics;
import org.apache.orc.StripeInformation;
import org.apache.orc.StripeStatistics;
import org.apache.orc.TypeDescription;
import org.weft.io.file.FileInput;
import org.weft.io.file.FoundFile;
import org.weft.io.file.Storage;
import org.weft.io.scan.FileDescription;
import org.weft.io.scan.FormatFiles;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Value;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.ReadFormat;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Layout;

/** ORC files: stripes are their parts. */
public final class OrcFiles implements FormatFiles {
  private static final int TEXT_BYTES = 16;

  private final Storage storage;

  public OrcFiles(Storage storage) {
    this.storage = storage;
  }

  /** Opens a file with the library, which reads it by Hadoop's file systems. */
  Reader reader(FoundFile file) {
    try {
      return OrcFile.createReader(
          new Path(file.path()),
          OrcFile.readerOptions(storage.hadoop())
              .useUTCTimestamp(true)
              .convertToProlepticGregorian(true));
    } catch (IOException | RuntimeException e) {
      throw failure(file, e);
    }
  }

  /** What the library's failure is to the user. */
  static WeftException failure(FoundFile file, Exception e) {
    if (e instanceof WeftException known) {
      return known.code().blame() == ErrorCode.Blame.DATA && !known.sentence().contains(file.path())
          ? known.in(file.path())
          : known;
    }
    if (e instanceof FileNotFoundException) {
      return WeftException.of(ErrorCode.PATH_NOT_FOUND, file.path() + " does not exist", e);
    }
    return WeftException.of(
        ErrorCode.CORRUPT_FILE, file.path() + " is no ORC file, or damaged: " + e.getMessage(), e);
  }

  @Override
  public ReadFormat resolve(ReadFormat format, List<FoundFile> files) {
    return format;
  }

  @Override
  public FileDescription describe(FoundFile file, ReadFormat format) {
    try (Reader reader = reader(file)) {
      TypeDescription root = reader.getSchema();
      Schema schema = OrcTypes.schema(root);
      List<StripeStatistics> statistics = reader.getStripeStatistics();
      List<DataFile.Split> splits = new ArrayList<>();
      for (StripeInformation stripe : reader.getStripes()) {
        int ordinal = splits.size();
        List<ColumnStatistics> ofStripe =
            ordinal < statistics.size()
                ? statistics(statistics.get(ordinal), stripe, root, schema)
                : List.of();
        splits.add(split(ordinal, stripe, schema, ofStripe));
      }
      DataFile data =
          new DataFile(file.path(), file.length(), file.modified(), splits, file.hosts());
      return new FileDescription(schema, data);
    } catch (IOException | RuntimeException e) {
      throw failure(file, e);
    }
  }

  private static DataFile.Split split(
      int ordinal, StripeInformation stripe, Schema schema, List<ColumnStatistics> statistics) {
    long rows = stripe.getNumberOfRows();
    long[] compressed = new long[schema.size()];
    long[] memory = new long[schema.size()];
    for (int i = 0; i < compressed.length; i++) {
      Layout layout = Layout.of(schema.type(i));
      compressed[i] = stripe.getLength() / compressed.length;
      memory[i] = rows * (layout.width() + (layout == Layout.VIEW ? TEXT_BYTES : 0));
    }
    List<ColumnStatistics> known =
        statistics.isEmpty()
            ? java.util.Collections.nCopies(schema.size(), ColumnStatistics.UNKNOWN)
            : statistics;
    return new DataFile.Split(ordinal, stripe.getOffset(), rows, compressed, memory, known);
  }

  private static List<ColumnStatistics> statistics(
      StripeStatistics stripe, StripeInformation information, TypeDescription root, Schema schema) {
    org.apache.orc.ColumnStatistics[] all = stripe.getColumnStatistics();
    List<ColumnStatistics> statistics = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      int id = root.getChildren().get(i).getId();
      statistics.add(
          id < all.length
              ? statistics(all[id], schema.type(i), information.getNumberOfRows())
              : ColumnStatistics.UNKNOWN);
    }
    return statistics;
  }

  private static ColumnStatistics statistics(
      org.apache.orc.ColumnStatistics of, DataType type, long rows) {
    Optional<Value> min = Optional.empty();
    Optional<Value> max = Optional.empty();
    if (of.getNumberOfValues() > 0) {
      if (of instanceof IntegerColumnStatistics numbers && type.isInteger()) {
        min = Optional.of(new Value.Int(numbers.getMinimum()));
        max = Optional.of(new Value.Int(numbers.getMaximum()));
      } else if (of instanceof DateColumnStatistics dates && type.kind() == TypeKind.DATE) {
        min = Optional.of(new Value.Int(dates.getMinimumDayOfEpoch()));
        max = Optional.of(new Value.Int(dates.getMaximumDayOfEpoch()));
      } else if (of instanceof DoubleColumnStatistics reals
          && !Double.isNaN(reals.getSum())
          && reals.getMinimum() <= reals.getMaximum()) {
        min = Optional.of(new Value.Real(reals.getMinimum() == 0 ? -0.0 : reals.getMinimum()));
        max = Optional.of(new Value.Real(reals.getMaximum() == 0 ? 0.0 : reals.getMaximum()));
      } else if (of instanceof StringColumnStatistics texts
          && type.kind() == TypeKind.STRING
          && texts.getMinimum() != null
          && texts.getMaximum() != null) {
        min = Optional.of(new Value.Text(texts.getMinimum()));
        max = Optional.of(new Value.Text(texts.getMaximum()));
      }
    }
    long nulls = rows - of.getNumberOfValues();
    boolean isCounted = nulls >= 0 && (of.hasNull() || nulls == 0) && !type.isNested();
    return new ColumnStatistics(
        min,
        max,
        isCounted ? OptionalLong.of(nulls) : OptionalLong.empty(),
        OptionalDouble.empty());
  }

  @Override
  public Schema columns(ScanRequest request, FoundFile file, FileInput input) {
    try (Reader reader = reader(file)) {
      return OrcTypes.schema(reader.getSchema());
    } catch (IOException | RuntimeException e) {
      throw failure(file, e);
    }
  }

  @Override
  public ScanReader open(ScanRequest request, FoundFile file, FileInput input) {
    input.close(); // the library opens it itself
    return new OrcScan(request, file, reader(file));
  }
}
