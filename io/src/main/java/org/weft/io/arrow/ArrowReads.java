package org.weft.io.arrow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.StructType;

/** Values in the library's vectors, as Java objects of the kinds of {@code JavaValues}. */
final class ArrowReads {
  private static final long MILLIS_PER_DAY = 86_400_000;

  private final ArrowDictionaries dictionaries;

  ArrowReads(ArrowDictionaries dictionaries) {
    this.dictionaries = dictionaries;
  }

  /** A value; null for null. */
  Object read(DataType type, ValueVector from, int row) {
    if (from.isNull(row)) {
      return null;
    }
    ValueVector entries = dictionaries.of(from);
    if (entries != null) {
      return read(type, entries, ArrowDictionaries.place(from, row, entries));
    }
    return switch (type.kind()) {
      case BOOLEAN -> ((BitVector) from).get(row) != 0;
      case FLOAT32, FLOAT64 -> real(from, row);
      case STRING -> new String(bytes(from, row), StandardCharsets.UTF_8);
      case BINARY -> bytes(from, row);
      case DECIMAL ->
          from instanceof UInt8Vector unsigned
              ? new BigDecimal(new BigInteger(Long.toUnsignedString(unsigned.get(row))))
              : ((DecimalVector) from).getObject(row).setScale(((DecimalType) type).scale());
      case LIST -> list(((ListType) type).element(), from, row);
      case STRUCT -> {
        List<Object> values = new ArrayList<>();
        StructVector struct = (StructVector) from;
        for (int i = 0; i < ((StructType) type).size(); i++) {
          values.add(read(((StructType) type).type(i), struct.getChildByOrdinal(i), row));
        }
        yield values;
      }
      case MAP -> map((MapType) type, (MapVector) from, row);
      case NULL -> null;
      default -> whole(from, row);
    };
  }

  private static Object real(ValueVector from, int row) {
    if (from instanceof Float8Vector wide) {
      return wide.get(row);
    }
    return from instanceof Float4Vector single
        ? (Object) (double) single.get(row)
        : (Object) (double) ((Float2Vector) from).getValueAsFloat(row);
  }

  private static Object whole(ValueVector from, int row) {
    if (from instanceof BigIntVector v) {
      return v.get(row);
    } else if (from instanceof IntVector v) {
      return (long) v.get(row);
    } else if (from instanceof SmallIntVector v) {
      return (long) v.get(row);
    } else if (from instanceof TinyIntVector v) {
      return (long) v.get(row);
    } else if (from instanceof UInt1Vector v) {
      return v.get(row) & 0xFFL;
    } else if (from instanceof UInt2Vector v) {
      return (long) v.get(row);
    } else if (from instanceof UInt4Vector v) {
      return v.get(row) & 0xFFFFFFFFL;
    } else if (from instanceof DateDayVector v) {
      return (long) v.get(row);
    } else if (from instanceof DateMilliVector v) {
      return Math.floorDiv(v.get(row), MILLIS_PER_DAY);
    } else if (from instanceof TimeStampVector v) {
      return v.get(row);
    } else if (from instanceof TimeMicroVector v) {
      return v.get(row);
    } else if (from instanceof TimeNanoVector v) {
      return v.get(row);
    } else if (from instanceof TimeMilliVector v) {
      return v.get(row) * 1_000L;
    } else if (from instanceof TimeSecVector v) {
      return v.get(row) * 1_000_000L;
    }
    throw new IllegalStateException("no whole numbers in " + from.getField());
  }

  private static byte[] bytes(ValueVector from, int row) {
    if (from instanceof BaseVariableWidthVector v) {
      return slice(v.getDataBuffer(), v.getStartOffset(row), v.getEndOffset(row));
    } else if (from instanceof BaseLargeVariableWidthVector v) {
      long at = (long) Long.BYTES * row;
      ArrowBuf offsets = v.getOffsetBuffer();
      return slice(v.getDataBuffer(), offsets.getLong(at), offsets.getLong(at + Long.BYTES));
    } else if (from instanceof BaseVariableWidthViewVector v) {
      return viewed(v, row);
    }
    FixedSizeBinaryVector fixed = (FixedSizeBinaryVector) from;
    long width = fixed.getByteWidth();
    return slice(fixed.getDataBuffer(), width * row, width * row + width);
  }

  /** The library would make room for what a damaged file says before it looks. */
  private static byte[] slice(ArrowBuf bytes, long start, long end) {
    if (start < 0 || end < start || end > bytes.capacity()) {
      throw new IllegalArgumentException(
          "a value from byte " + start + " to " + end + " of " + bytes.capacity());
    }
    byte[] value = new byte[Math.toIntExact(end - start)];
    bytes.getBytes(start, value);
    return value;
  }

  private static byte[] viewed(BaseVariableWidthViewVector from, int row) {
    int length = from.getValueLength(row);
    boolean fits =
        length >= 0 && length <= BaseVariableWidthViewVector.INLINE_SIZE
            || from.getDataBuffers().stream().anyMatch(b -> length >= 0 && length <= b.capacity());
    if (!fits) {
      throw new IllegalArgumentException("a view of " + length + " bytes");
    }
    return from instanceof ViewVarCharVector text
        ? text.get(row)
        : ((ViewVarBinaryVector) from).get(row);
  }

  private List<Object> list(DataType element, ValueVector from, int row) {
    FieldVector child;
    long start;
    long end;
    if (from instanceof ListVector list) {
      child = list.getDataVector();
      start = list.getElementStartIndex(row);
      end = list.getElementEndIndex(row);
    } else if (from instanceof LargeListVector list) {
      child = list.getDataVector();
      start = list.getElementStartIndex(row);
      end = list.getElementEndIndex(row);
    } else if (from instanceof ListViewVector list) {
      child = list.getDataVector();
      start = list.getElementStartIndex(row);
      end = list.getElementEndIndex(row);
    } else {
      FixedSizeListVector list = (FixedSizeListVector) from;
      child = list.getDataVector();
      start = list.getElementStartIndex(row);
      end = list.getElementEndIndex(row);
    }
    checkRange(start, end, child);
    List<Object> values = new ArrayList<>();
    for (long i = start; i < end; i++) {
      values.add(read(element, child, (int) i));
    }
    return values;
  }

  private static void checkRange(long start, long end, ValueVector child) {
    if (start < 0 || end < start || end > child.getValueCount()) {
      throw new IllegalArgumentException(
          "a list from " + start + " to " + end + " of " + child.getValueCount());
    }
  }

  private List<Object> map(MapType type, MapVector from, int row) {
    StructVector pairs = (StructVector) from.getDataVector();
    int start = from.getElementStartIndex(row);
    int end = from.getElementEndIndex(row);
    checkRange(start, end, pairs);
    List<Object> entries = new ArrayList<>();
    for (int i = start; i < end; i++) {
      entries.add(
          new AbstractMap.SimpleEntry<>(
              read(type.key(), pairs.getChildByOrdinal(0), i),
              read(type.value(), pairs.getChildByOrdinal(1), i)));
    }
    return entries;
  }
}
