package org.weft.shuffle.block;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.List;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.Schema;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;

/**
 * Weft's schemas as those of the Arrow blocks in which rows go from task to task. What Arrow lays
 * out otherwise than Weft (lists, structs, maps, intervals) lies in them as plain bytes.
 */
public final class ArrowSchemas {
  private ArrowSchemas() {}

  /** The same columns for Arrow. */
  public static org.apache.arrow.vector.types.pojo.Schema of(Schema schema) {
    return new org.apache.arrow.vector.types.pojo.Schema(
        schema.fields().stream().map(ArrowSchemas::field).toList());
  }

  private static org.apache.arrow.vector.types.pojo.Field field(Field field) {
    boolean nullable = field.nullability() == Field.Nullability.NULLABLE;
    return new org.apache.arrow.vector.types.pojo.Field(
        field.name(), new FieldType(nullable, type(field.type()), null), List.of());
  }

  /** Arrow's name for a type. All decimals are of 128 bits. */
  public static ArrowType type(DataType type) {
    return switch (type.kind()) {
      case NULL -> new ArrowType.Null();
      case BOOLEAN -> new ArrowType.Bool();
      case INT8 -> new ArrowType.Int(8, true);
      case INT16 -> new ArrowType.Int(16, true);
      case INT32, ENUM -> new ArrowType.Int(32, true);
      case INT64 -> new ArrowType.Int(64, true);
      case FLOAT32 -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case FLOAT64 -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case DECIMAL -> {
        DecimalType decimal = (DecimalType) type;
        yield new ArrowType.Decimal(decimal.precision(), decimal.scale(), 128);
      }
      case DATE -> new ArrowType.Date(DateUnit.DAY);
      case TIME -> new ArrowType.Time(unit(((TimeType) type).unit()), 64);
      case INTERVAL, UUID -> new ArrowType.FixedSizeBinary(16);
      case TIMESTAMP -> {
        TimestampType timestamp = (TimestampType) type;
        String zone = timestamp.zone() == TimestampType.Zone.UTC ? "UTC" : null;
        yield new ArrowType.Timestamp(unit(timestamp.unit()), zone);
      }
      case STRING -> new ArrowType.Utf8();
      case BINARY, LIST, STRUCT, MAP -> new ArrowType.Binary();
    };
  }

  private static TimeUnit unit(TimestampType.Unit unit) {
    return switch (unit) {
      case SECONDS -> TimeUnit.SECOND;
      case MILLIS -> TimeUnit.MILLISECOND;
      case MICROS -> TimeUnit.MICROSECOND;
      case NANOS -> TimeUnit.NANOSECOND;
    };
  }

  /** The schema message that begins an Arrow IPC stream. */
  public static byte[] message(Schema schema) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      MessageSerializer.serialize(new WriteChannel(Channels.newChannel(bytes)), of(schema));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }
}
