package org.weft.io.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.weft.io.file.FoundFile;
import org.weft.io.scan.Narrowing;
import org.weft.io.scan.ScanCounts;
import org.weft.io.scan.ScanReader;
import org.weft.io.scan.ScanRequest;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Value;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.ColumnLoader;
import org.weft.planner.vector.Gather;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/**
 * The rows of a file as rows of a table whose columns are not quite the file's: wider types,
 * columns the file lacks, columns that its path says.
 */
final class AdaptedReader implements ScanReader, ColumnLoader {
  private final ScanReader reader;
  private final MemoryScope memory;
  private final List<Column> columns;
  private final Batch batch;
  private final List<Block> blocks = new ArrayList<>();
  private final List<NestedWidening> widenings = new ArrayList<>();

  /** Where a column comes from. */
  private sealed interface Column {
    /** The file, as it is there. */
    record Same(int ordinal) implements Column {}

    /** The file, in a narrower type. */
    record Narrower(int ordinal, Widening widening, long[] room) implements Column {}

    /** The file, in a type that differs inside. */
    record Nested(int ordinal, NestedWidening widening) implements Column {}

    /** One value for all rows, at an address. */
    record Constant(long value, long validity) implements Column {}
  }

  /** What to ask a file for, and what becomes of it. */
  record Adaptation(ScanRequest request, List<Integer> ordinals, ScanRequest table) {
    /** True if the file gives just what is wanted. */
    boolean isNone() {
      return request.schema().equals(table.schema());
    }
  }

  private AdaptedReader(
      ScanReader reader, List<Column> columns, Schema schema, MemoryScope memory) {
    this.reader = reader;
    this.columns = columns;
    this.batch = new Batch(schema);
    this.memory = memory;
  }

  /**
   * What to ask of a file of these columns.
   *
   * @throws WeftException SCHEMA_MISMATCH if they cannot become the wanted ones
   */
  static Adaptation adaptation(ScanRequest table, Schema inFile) {
    List<Field> asked = new ArrayList<>();
    List<Integer> ordinals = new ArrayList<>();
    for (Field wanted : table.schema().fields()) {
      boolean isNamed = FileColumns.find(table.options(), wanted.name()).isPresent();
      int found = isNamed ? -1 : inFile.indexOf(wanted.name()).orElse(-1);
      ordinals.add(found < 0 ? -1 : asked.size());
      if (found < 0 && !isNamed && wanted.nullability() == Field.Nullability.REQUIRED) {
        throw WeftException.of(
            ErrorCode.SCHEMA_MISMATCH,
            table.source().path() + " has no column '" + wanted.name() + "'");
      }
      if (found >= 0) {
        Field part = part(table, inFile.field(found), wanted);
        checkType(table, part, wanted);
        boolean isSame = part.type().equals(wanted.type());
        asked.add(isSame ? wanted : part.named(wanted.name()));
      }
    }
    Schema schema = new Schema(asked);
    Narrowing narrowing =
        schema.equals(table.schema())
            ? table.narrowing()
            : new MovedFilter(table.schema(), schema, ordinals).of(table.narrowing());
    return new Adaptation(table.asking(schema, narrowing), ordinals, table);
  }

  /** What of a file's column is asked for. */
  private static Field part(ScanRequest table, Field found, Field wanted) {
    boolean storesFieldsApart = table.options().format().format().storesFieldsApart();
    DataType type = storesFieldsApart ? StructParts.of(found.type(), wanted.type()) : found.type();
    return new Field(found.name(), type, found.nullability());
  }

  private static void checkType(ScanRequest table, Field found, Field wanted) {
    if (!StructParts.fits(found.type(), wanted.type())) {
      throw WeftException.of(
          ErrorCode.SCHEMA_MISMATCH,
          "column '"
              + wanted.name()
              + "' of "
              + table.source().path()
              + " is "
              + found.type()
              + ", not "
              + wanted.type());
    }
  }

  /** A reader over an open one, which it closes. */
  static ScanReader over(ScanReader reader, Adaptation adaptation, FoundFile file) {
    ScanRequest table = adaptation.table();
    MemoryScope memory = table.memory();
    List<Column> columns = new ArrayList<>();
    AdaptedReader adapted = new AdaptedReader(reader, columns, table.schema(), memory);
    try {
      for (int i = 0; i < table.schema().size(); i++) {
        columns.add(adapted.column(adaptation, i, file));
      }
      return adapted;
    } catch (RuntimeException e) {
      adapted.close();
      throw e;
    }
  }

  private Column column(Adaptation adaptation, int i, FoundFile file) {
    Field wanted = adaptation.table().schema().field(i);
    int ordinal = adaptation.ordinals().get(i);
    if (ordinal >= 0) {
      Field found = adaptation.request().schema().field(ordinal);
      if (found.type().equals(wanted.type())) {
        return new Column.Same(ordinal);
      }
      return found.type().isNested()
          ? new Column.Nested(ordinal, nestedWidening(found.type(), wanted.type()))
          : new Column.Narrower(ordinal, new Widening(found.type(), wanted.type()), new long[2]);
    }
    Optional<Value> value =
        FileColumns.find(adaptation.table().options(), wanted.name())
            .flatMap(field -> FileColumns.value(adaptation.table().options(), field, file));
    if (value.isPresent()) {
      return new Column.Constant(constant(wanted, value.get()), 0);
    }
    int width = Layout.of(wanted.type()).width();
    long nothing = room(width);
    Memory.fill(nothing, width, (byte) 0);
    return new Column.Constant(nothing, nothing);
  }

  private NestedWidening nestedWidening(DataType from, DataType to) {
    NestedWidening widening = new NestedWidening(from, to, memory.pool());
    widenings.add(widening);
    return widening;
  }

  private long constant(Field field, Value value) {
    long at = room(Layout.of(field.type()).width());
    switch (Layout.of(field.type())) {
      case BOOL8 -> Memory.putByte(at, (byte) (((Value.Bool) value).value() ? 1 : 0));
      case INT8 -> Memory.putByte(at, (byte) ((Value.Int) value).value());
      case INT16 -> Memory.putShort(at, (short) ((Value.Int) value).value());
      case INT32 -> Memory.putInt(at, (int) ((Value.Int) value).value());
      case INT64 -> Memory.putLong(at, ((Value.Int) value).value());
      case FLOAT32 -> Memory.putFloat(at, (float) ((Value.Real) value).value());
      case FLOAT64 -> Memory.putDouble(at, ((Value.Real) value).value());
      case VIEW -> {
        byte[] utf8 = ((Value.Text) value).utf8();
        long bytes = room(utf8.length);
        Memory.copy(utf8, 0, bytes, utf8.length);
        Views.put(at, bytes, utf8.length);
      }
      case INT128 -> throw new IllegalStateException("a path that says " + field);
    }
    return at;
  }

  private long room(long bytes) {
    Block block = memory.allocate(Math.max(1, bytes));
    blocks.add(block);
    return block.address();
  }

  @Override
  public boolean advance() {
    if (!reader.advance()) {
      return false;
    }
    batch.start(reader.batch().rowCount(), this);
    if (reader.batch().selectedCount() != reader.batch().rowCount()) {
      throw new IllegalStateException("a reader that selects rows");
    }
    return true;
  }

  @Override
  public void load(Batch loading, int column, Vector vector) {
    Column from = columns.get(column);
    if (from instanceof Column.Constant constant) {
      vector.pointConstant(Layout.of(vector.type()), constant.value(), constant.validity());
    } else if (from instanceof Column.Same same) {
      vector.pointLike(inner(loading, same.ordinal()));
    } else if (from instanceof Column.Narrower narrower) {
      widen(narrower, inner(loading, narrower.ordinal()), loading, vector);
    } else if (from instanceof Column.Nested nested) {
      nested.widening().apply(inner(loading, nested.ordinal()), loading, vector);
    }
  }

  private Vector inner(Batch loading, int ordinal) {
    reader.batch().select(loading.selection(), loading.selectedCount());
    return reader.batch().column(ordinal);
  }

  /** Rows that do not count are null: what lies there need not fit. */
  private void widen(Column.Narrower column, Vector from, Batch loading, Vector vector) {
    Layout layout = Layout.of(vector.type());
    int rows = loading.rowCount();
    long[] room = column.room();
    if (room[0] == 0) {
      room[0] = room((long) Batch.CAPACITY << layout.shift());
      room[1] = room((Layout.INT128.width() + 2L) * Batch.CAPACITY);
    }
    long flat = room[1];
    long validity = flat + Layout.INT128.width() * (long) Batch.CAPACITY;
    Gather.values(from, null, 0, rows, flat);
    int[] selection = loading.selection();
    int nulls;
    if (selection == null) {
      nulls = Gather.validity(from, null, 0, rows, validity);
    } else {
      int count = loading.selectedCount();
      long selected = validity + Batch.CAPACITY;
      nulls = rows - count + Gather.validity(from, selection, 0, count, selected);
      Memory.fill(validity, rows, (byte) 0);
      for (int i = 0; i < count; i++) {
        Memory.putByte(validity + selection[i], Memory.getByte(selected + i));
      }
    }
    column.widening().apply(flat, nulls == 0 ? 0 : validity, rows, room[0]);
    vector.pointFlat(layout, room[0], nulls == 0 ? 0 : validity);
  }

  @Override
  public Batch batch() {
    return batch;
  }

  @Override
  public ScanCounts counts() {
    return reader.counts();
  }

  @Override
  public void close() {
    try {
      reader.close();
    } finally {
      widenings.forEach(NestedWidening::close);
      widenings.clear();
      blocks.forEach(Block::close);
      blocks.clear();
    }
  }
}
