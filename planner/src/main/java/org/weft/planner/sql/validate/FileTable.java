package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.weft.planner.scan.ColumnStatistics;
import org.weft.planner.scan.TableData;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;

/** Files as a table of Calcite's. */
public final class FileTable extends ResolvedTable {
  private final TableData data;
  private final double rowCount;
  private final Optional<TableHint> hint;

  private FileTable(String name, TableData data, RelDataType rowType, Optional<TableHint> hint) {
    super(name, rowType);
    this.hint = hint;
    this.data = data;
    this.rowCount = data.rowCount();
  }

  static FileTable of(String name, TableData data) {
    SqlTypes types = SqlTypes.INSTANCE;
    RelDataTypeFactory.Builder row = types.builder();
    List<Field> fields = fields(data);
    for (Field field : fields) {
      row.add(field.name(), types.of(field.type(), field.nullability()));
    }
    return new FileTable(name, data, row.build(), Optional.empty());
  }

  /** The table as it was found. */
  public TableData data() {
    return data;
  }

  /** What a hint says of this table's joins. */
  public Optional<TableHint> hint() {
    return hint;
  }

  @Override
  FileTable hinted(String otherName, TableHint joins) {
    return new FileTable(otherName, data, getRowType(), Optional.of(joins));
  }

  /** The columns as a scan gives them: see {@link #fields}. */
  public Schema schema() {
    return new Schema(fields(data));
  }

  /**
   * The columns. One that holds no null by its statistics is as good as one declared so: the plan
   * is made for these files alone, and a reader refuses others.
   */
  private static List<Field> fields(TableData data) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < data.schema().size(); i++) {
      Field field = data.schema().field(i);
      boolean hasNoNull = i < data.statistics().size() && hasNoNull(data.statistics().get(i));
      fields.add(hasNoNull ? Field.required(field.name(), field.type()) : field);
    }
    return fields;
  }

  private static boolean hasNoNull(ColumnStatistics statistics) {
    return statistics.nulls().isPresent() && statistics.nulls().getAsLong() == 0;
  }

  @Override
  public double getRowCount() {
    return rowCount;
  }
}
