package org.weft.io.csv;

import java.nio.charset.StandardCharsets;
import org.weft.io.text.NumberText;
import org.weft.io.text.TimePattern;
import org.weft.io.text.TimeText;
import org.weft.io.text.Utf8;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.scan.ValueTexts;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Layout;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.Views;

/** Turns the cells of one column into values. For one thread. */
final class CellColumn implements AutoCloseable {
  private static final int SHOWN = 100;

  private final Field field;
  private final Layout layout;
  private final CellTexts texts;
  private final NumberText numbers;
  private final TimeText times = new TimeText();
  private final TimePattern pattern;
  private final Block data;
  private final Block validity;

  /** Rows that are no value of the type; null where that is an error at once. */
  private java.util.BitSet bad;

  /** A cell that is no value of the column's type. */
  static final class BadCell extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int row;
    private final String problem;

    BadCell(int row, String problem) {
      super(problem, null, false, false);
      this.row = row;
      this.problem = problem;
    }

    int row() {
      return row;
    }

    String problem() {
      return problem;
    }
  }

  /**
   * @throws WeftException UNSUPPORTED_FEATURE for a type that has no text
   */
  CellColumn(Field field, ValueTexts spelling, CellTexts texts, MemoryScope memory) {
    this.field = field;
    this.layout = Layout.of(field.type());
    this.texts = texts;
    this.numbers = new NumberText((byte) spelling.decimalPoint().charAt(0));
    this.pattern = pattern(field, spelling);
    this.data = memory.allocate((long) Batch.CAPACITY << layout.shift());
    this.validity = memory.allocate(Batch.CAPACITY);
  }

  private static TimePattern pattern(Field field, ValueTexts spelling) {
    return switch (field.type().kind()) {
      case BOOLEAN,
          INT8,
          INT16,
          INT32,
          INT64,
          FLOAT32,
          FLOAT64,
          DECIMAL,
          STRING,
          BINARY,
          TIME,
          NULL ->
          null;
      case DATE -> spelling.dateFormat().isEmpty() ? null : new TimePattern(spelling.dateFormat());
      case TIMESTAMP ->
          spelling.timestampFormat().isEmpty() ? null : new TimePattern(spelling.timestampFormat());
      default ->
          throw WeftException.of(
                  ErrorCode.UNSUPPORTED_FEATURE,
                  "column '" + field.name() + "': CSV files cannot hold " + field.type())
              .hint("read it as VARCHAR and cast it");
    };
  }

  /** Collects rows that are no values instead of failing. */
  void collectBad(java.util.BitSet rows) {
    bad = rows;
  }

  /**
   * Points the vector at the values of some rows.
   *
   * @param selection null for all rows
   */
  void load(Cells cells, int column, int[] selection, int count, Vector vector) {
    long[] starts = cells.starts(column);
    int[] lengths = cells.lengths(column);
    boolean hasNulls = false;
    for (int i = 0; i < count; i++) {
      int row = selection == null ? i : selection[i];
      boolean isValue = !texts.isNull(starts[row], lengths[row]);
      Memory.putByte(validity.address() + row, (byte) (isValue ? 1 : 0));
      hasNulls |= !isValue;
      if (isValue) {
        long at = starts[row];
        int length = lengths[row] & Cells.LENGTH;
        if ((lengths[row] & Cells.ESCAPED) != 0) {
          at = texts.plain(starts[row], lengths[row]);
          length = texts.plainLength();
        }
        if (!read(at, length, row)) {
          fail(at, length, row);
          Memory.putByte(validity.address() + row, (byte) 0);
          hasNulls = true;
        }
      } else if (layout == Layout.VIEW) {
        Memory.putLong(data.address() + (long) Views.WIDTH * row, 0);
        Memory.putLong(data.address() + (long) Views.WIDTH * row + 8, data.address());
      }
    }
    vector.pointFlat(layout, data.address(), hasNulls ? validity.address() : 0);
  }

  private void fail(long at, int length, int row) {
    if (bad != null) {
      bad.set(row);
      return;
    }
    String text =
        new String(Memory.bytes(at, Math.min(length, SHOWN)), StandardCharsets.UTF_8)
                .replace('\n', ' ')
            + (length > SHOWN ? "..." : "");
    throw new BadCell(
        row,
        layout == Layout.VIEW ? "its text is not UTF-8" : "'" + text + "' is not " + field.type());
  }

  private boolean read(long at, int length, int row) {
    long to = data.address() + ((long) row << layout.shift());
    return switch (field.type().kind()) {
      case STRING, BINARY -> text(at, length, to);
      case INT64 -> {
        boolean isNumber = numbers.readWhole(at, length, Long.MIN_VALUE, Long.MAX_VALUE);
        Memory.putLong(to, numbers.whole());
        yield isNumber;
      }
      case INT32 -> {
        boolean isNumber = numbers.readWhole(at, length, Integer.MIN_VALUE, Integer.MAX_VALUE);
        Memory.putInt(to, (int) numbers.whole());
        yield isNumber;
      }
      case INT16 -> {
        boolean isNumber = numbers.readWhole(at, length, Short.MIN_VALUE, Short.MAX_VALUE);
        Memory.putShort(to, (short) numbers.whole());
        yield isNumber;
      }
      case INT8 -> {
        boolean isNumber = numbers.readWhole(at, length, Byte.MIN_VALUE, Byte.MAX_VALUE);
        Memory.putByte(to, (byte) numbers.whole());
        yield isNumber;
      }
      case FLOAT64 -> {
        boolean isNumber = numbers.readReal(at, length);
        Memory.putDouble(to, numbers.real());
        yield isNumber;
      }
      case FLOAT32 -> {
        boolean isNumber = numbers.readFloat(at, length);
        Memory.putFloat(to, (float) numbers.real());
        yield isNumber;
      }
      case DECIMAL -> decimal(at, length, to);
      case BOOLEAN -> flag(at, length, to);
      case DATE -> {
        boolean isDate =
            pattern == null ? times.readDate(at, length) : pattern.read(at, length, times);
        Memory.putInt(to, (int) times.days());
        yield isDate;
      }
      case TIME -> {
        boolean isTime = times.readTime(at, length);
        long perSecond = ((TimeType) field.type()).unit().perSecond();
        Memory.putLong(to, isTime ? times.unitsOfDay(perSecond) : 0);
        yield isTime;
      }
      case TIMESTAMP -> moment(at, length, to);
      default -> false;
    };
  }

  private boolean text(long at, int length, long to) {
    Views.put(to, at, length);
    return field.type().kind() != org.weft.planner.type.TypeKind.STRING
        || Utf8.isText(at, at + length);
  }

  private boolean decimal(long at, int length, long to) {
    DecimalType type = (DecimalType) field.type();
    boolean isNumber = numbers.readDecimal(at, length, type);
    Memory.putLong(to, numbers.whole());
    if (layout == Layout.INT128) {
      Memory.putLong(to + 8, numbers.high());
    }
    return isNumber;
  }

  private boolean moment(long at, int length, long to) {
    boolean isMoment =
        pattern == null ? times.readMoment(at, length) : pattern.read(at, length, times);
    if (!isMoment) {
      return false;
    }
    try {
      Memory.putLong(to, times.units(((TimestampType) field.type()).unit().perSecond()));
      return true;
    } catch (ArithmeticException e) {
      return false; // too far for the unit
    }
  }

  private boolean flag(long at, int length, long to) {
    int value = FlagText.read(at, length);
    Memory.putByte(to, (byte) Math.max(0, value));
    return value >= 0;
  }

  @Override
  public void close() {
    data.close();
    validity.close();
  }
}
