package org.weft.planner.physical;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.weft.planner.scan.DataFile;
import org.weft.planner.scan.TableData;
import org.weft.planner.scan.TableReference;
import org.weft.planner.scan.TableSource;

/** The tables of another source, their one file divided into files of so many rows. */
public record SplitTables(TableSource whole, long rowsPerFile) implements TableSource {
  @Override
  public TableData resolve(TableReference reference) {
    TableData table = whole.resolve(reference);
    DataFile file = table.files().get(0);
    DataFile.Split split = file.splits().get(0);
    int count = (int) Math.max(1, split.rowCount() / rowsPerFile);
    List<DataFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long rows = split.rowCount() / count + (i < split.rowCount() % count ? 1 : 0);
      DataFile.Split part =
          new DataFile.Split(
              0,
              split.start(),
              rows,
              share(split.compressedBytes(), count),
              share(split.memoryBytes(), count),
              split.statistics());
      files.add(
          new DataFile(
              file.path().replace(".parquet", "-" + i + ".parquet"),
              file.length() / count,
              file.modified(),
              List.of(part),
              List.of()));
    }
    return new TableData(table.reference(), table.schema(), files, table.statistics());
  }

  private static long[] share(long[] bytes, int count) {
    return Arrays.stream(bytes).map(b -> b / count).toArray();
  }
}
