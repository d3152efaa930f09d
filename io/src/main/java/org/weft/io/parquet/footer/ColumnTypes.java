package org.weft.io.parquet.footer;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.BsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimestampType;

/**
 * Which type of ours a column of a file has.
 *
 * <p>A file with a column that has none (nested, TIME, INTERVAL, …) is refused as a whole: leaving
 * the column out would be silent.
 */
final class ColumnTypes {
  private static final int WIDEST_FIXED = 1 << 20;

  private ColumnTypes() {}

  static List<LeafColumn> of(MessageType schema) {
    List<LeafColumn> columns = new ArrayList<>();
    for (Type type : schema.getFields()) {
      if (!type.isPrimitive()) {
        throw unsupported(type, "nested columns");
      }
      if (type.isRepetition(Type.Repetition.REPEATED)) {
        throw unsupported(type, "repeated columns");
      }
      columns.add(of(type.asPrimitiveType()));
    }
    return columns;
  }

  private static LeafColumn of(PrimitiveType type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (logical instanceof UnknownLogicalTypeAnnotation) {
      logical = null;
    }
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> leaf(type, PhysicalType.BOOLEAN, SimpleType.BOOLEAN, Conversion.NONE);
      case INT32 -> int32(type, logical);
      case INT64 -> int64(type, logical);
      case INT96 ->
          leaf(type, PhysicalType.INT96, TimestampType.MICROS, Conversion.INT96_TO_MICROS);
      case FLOAT -> leaf(type, PhysicalType.FLOAT, SimpleType.FLOAT32, Conversion.NONE);
      case DOUBLE -> leaf(type, PhysicalType.DOUBLE, SimpleType.FLOAT64, Conversion.NONE);
      case BINARY -> bytes(type, logical);
      case FIXED_LEN_BYTE_ARRAY -> fixed(type, logical);
    };
  }

  private static LeafColumn int32(PrimitiveType type, LogicalTypeAnnotation logical) {
    PhysicalType physical = PhysicalType.INT32;
    if (logical == null) {
      return leaf(type, physical, SimpleType.INT32, Conversion.NONE);
    }
    if (logical instanceof DateLogicalTypeAnnotation) {
      return leaf(type, physical, SimpleType.DATE, Conversion.NONE);
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return leaf(type, physical, decimal(type, decimal, 18), Conversion.INT32_TO_INT64);
    }
    if (logical instanceof IntLogicalTypeAnnotation integer) {
      boolean signed = integer.isSigned();
      return switch (integer.getBitWidth()) {
        case 8 ->
            signed
                ? leaf(type, physical, SimpleType.INT8, Conversion.INT32_TO_INT8)
                : leaf(type, physical, SimpleType.INT16, Conversion.UINT8_TO_INT16);
        case 16 ->
            signed
                ? leaf(type, physical, SimpleType.INT16, Conversion.INT32_TO_INT16)
                : leaf(type, physical, SimpleType.INT32, Conversion.UINT16_TO_INT32);
        default ->
            signed
                ? leaf(type, physical, SimpleType.INT32, Conversion.NONE)
                : leaf(type, physical, SimpleType.INT64, Conversion.UINT32_TO_INT64);
      };
    }
    throw unsupported(type, logical + " columns");
  }

  private static LeafColumn int64(PrimitiveType type, LogicalTypeAnnotation logical) {
    PhysicalType physical = PhysicalType.INT64;
    if (logical == null) {
      return leaf(type, physical, SimpleType.INT64, Conversion.NONE);
    }
    if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      return leaf(type, physical, timestamp(timestamp), Conversion.NONE);
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return leaf(type, physical, decimal(type, decimal, 18), Conversion.NONE);
    }
    if (logical instanceof IntLogicalTypeAnnotation integer) {
      return integer.isSigned()
          ? leaf(type, physical, SimpleType.INT64, Conversion.NONE)
          : leaf(type, physical, new DecimalType(20, 0), Conversion.UINT64_TO_INT128);
    }
    throw unsupported(type, logical + " columns");
  }

  private static LeafColumn bytes(PrimitiveType type, LogicalTypeAnnotation logical) {
    PhysicalType physical = PhysicalType.BYTE_ARRAY;
    if (logical == null || logical instanceof BsonLogicalTypeAnnotation) {
      return leaf(type, physical, SimpleType.BINARY, Conversion.NONE);
    }
    if (logical instanceof StringLogicalTypeAnnotation
        || logical instanceof EnumLogicalTypeAnnotation
        || logical instanceof JsonLogicalTypeAnnotation) {
      return leaf(type, physical, SimpleType.STRING, Conversion.NONE);
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      DecimalType to = decimal(type, decimal, DecimalType.MAX_PRECISION);
      return leaf(
          type,
          physical,
          to,
          to.fitsLong() ? Conversion.BYTES_TO_INT64 : Conversion.BYTES_TO_INT128);
    }
    throw unsupported(type, logical + " columns");
  }

  private static LeafColumn fixed(PrimitiveType type, LogicalTypeAnnotation logical) {
    PhysicalType physical = PhysicalType.FIXED;
    if (type.getTypeLength() < 1 || type.getTypeLength() > WIDEST_FIXED) {
      throw unsupported(type, "fixed columns of " + type.getTypeLength() + " bytes");
    }
    if (logical == null || logical instanceof UUIDLogicalTypeAnnotation) {
      return leaf(type, physical, SimpleType.BINARY, Conversion.FIXED_TO_VIEW);
    }
    if (logical instanceof Float16LogicalTypeAnnotation && type.getTypeLength() == 2) {
      return leaf(type, physical, SimpleType.FLOAT32, Conversion.FLOAT16_TO_FLOAT32);
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      DecimalType to = decimal(type, decimal, DecimalType.MAX_PRECISION);
      return leaf(
          type,
          physical,
          to,
          to.fitsLong() ? Conversion.FIXED_TO_INT64 : Conversion.FIXED_TO_INT128);
    }
    throw unsupported(type, logical + " columns");
  }

  private static DecimalType decimal(
      PrimitiveType type, DecimalLogicalTypeAnnotation decimal, int mostDigits) {
    int precision = decimal.getPrecision();
    int scale = decimal.getScale();
    if (precision < 1 || precision > mostDigits || scale < 0 || scale > precision) {
      throw unsupported(type, decimal + " columns");
    }
    return new DecimalType(precision, scale);
  }

  private static TimestampType timestamp(TimestampLogicalTypeAnnotation timestamp) {
    TimestampType.Unit unit =
        switch (timestamp.getUnit()) {
          case MILLIS -> TimestampType.Unit.MILLIS;
          case MICROS -> TimestampType.Unit.MICROS;
          case NANOS -> TimestampType.Unit.NANOS;
        };
    return new TimestampType(
        unit, timestamp.isAdjustedToUTC() ? TimestampType.Zone.UTC : TimestampType.Zone.LOCAL);
  }

  private static LeafColumn leaf(
      PrimitiveType type, PhysicalType physical, DataType to, Conversion conversion) {
    Field.Nullability nullability =
        type.isRepetition(Type.Repetition.REQUIRED)
            ? Field.Nullability.REQUIRED
            : Field.Nullability.NULLABLE;
    int width = physical == PhysicalType.FIXED ? type.getTypeLength() : physical.width();
    return new LeafColumn(new Field(type.getName(), to, nullability), physical, width, conversion);
  }

  private static WeftException unsupported(Type type, String what) {
    return WeftException.of(
            ErrorCode.UNSUPPORTED_FILE,
            "column '" + type.getName() + "' is '" + type + "', and Weft does not read " + what)
        .hint("write the file without this column, or with a type Weft reads");
  }
}
