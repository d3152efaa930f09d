package org.weft.io.orc;

import java.util.ArrayList;
import java.util.List;
import org.apache.orc.TypeDescription;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.Schema;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TimestampType;

/** Types of ORC and ours. Timestamps are read in microseconds. */
final class OrcTypes {
  static final TimestampType INSTANT =
      new TimestampType(TimestampType.Unit.MICROS, TimestampType.Zone.UTC);

  private OrcTypes() {}

  /** The columns of a file. */
  static Schema schema(TypeDescription root) {
    if (root.getCategory() != TypeDescription.Category.STRUCT) {
      throw WeftException.of(ErrorCode.UNSUPPORTED_FILE, "its rows are no structs, but " + root);
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < root.getFieldNames().size(); i++) {
      String name = root.getFieldNames().get(i);
      try {
        fields.add(Field.nullable(name, type(root.getChildren().get(i))));
      } catch (WeftException e) {
        throw e.in("column '" + name + "'");
      }
    }
    return new Schema(fields);
  }

  static DataType type(TypeDescription type) {
    return switch (type.getCategory()) {
      case BOOLEAN -> SimpleType.BOOLEAN;
      case BYTE -> SimpleType.INT8;
      case SHORT -> SimpleType.INT16;
      case INT -> SimpleType.INT32;
      case LONG -> SimpleType.INT64;
      case FLOAT -> SimpleType.FLOAT32;
      case DOUBLE -> SimpleType.FLOAT64;
      case STRING, VARCHAR, CHAR -> SimpleType.STRING;
      case BINARY -> SimpleType.BINARY;
      case DATE -> SimpleType.DATE;
      case TIMESTAMP -> TimestampType.MICROS;
      case TIMESTAMP_INSTANT -> INSTANT;
      case DECIMAL -> new DecimalType(type.getPrecision(), type.getScale());
      case LIST -> new ListType(type(type.getChildren().get(0)));
      case MAP -> new MapType(type(type.getChildren().get(0)), type(type.getChildren().get(1)));
      case STRUCT -> new StructType(schema(type).fields());
      default ->
          throw WeftException.of(
              ErrorCode.UNSUPPORTED_FILE, "Weft does not read " + type + " of ORC");
    };
  }

  /** The type of rows of these columns. */
  static TypeDescription of(Schema schema) {
    TypeDescription struct = TypeDescription.createStruct();
    for (Field field : schema.fields()) {
      struct.addField(field.name(), of(field));
    }
    return struct;
  }

  private static TypeDescription of(Field field) {
    DataType type = field.type();
    return switch (type.kind()) {
      case BOOLEAN, NULL -> TypeDescription.createBoolean();
      case INT8 -> TypeDescription.createByte();
      case INT16 -> TypeDescription.createShort();
      case INT32 -> TypeDescription.createInt();
      case INT64 -> TypeDescription.createLong();
      case FLOAT32 -> TypeDescription.createFloat();
      case FLOAT64 -> TypeDescription.createDouble();
      case STRING -> TypeDescription.createString();
      case BINARY -> TypeDescription.createBinary();
      case DATE -> TypeDescription.createDate();
      case TIMESTAMP ->
          ((TimestampType) type).zone() == TimestampType.Zone.UTC
              ? TypeDescription.createTimestampInstant()
              : TypeDescription.createTimestamp();
      case DECIMAL -> {
        DecimalType decimal = (DecimalType) type;
        yield TypeDescription.createDecimal()
            .withPrecision(decimal.precision())
            .withScale(decimal.scale());
      }
      case LIST -> TypeDescription.createList(of(field("element", ((ListType) type).element())));
      case MAP ->
          TypeDescription.createMap(
              of(field("key", ((MapType) type).key())),
              of(field("value", ((MapType) type).value())));
      case STRUCT -> of(new Schema(((StructType) type).fields()));
      case TIME, INTERVAL, UUID, ENUM ->
          throw WeftException.of(
                  ErrorCode.UNSUPPORTED_FEATURE,
                  "column '" + field.name() + "': ORC files cannot hold " + type)
              .hint("cast it to another type");
    };
  }

  private static Field field(String name, DataType type) {
    return Field.nullable(name, type);
  }
}
