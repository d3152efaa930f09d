package org.weft.planner.sql.validate;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rel.type.StructKind;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.weft.planner.sql.parse.EngineTypes;
import org.weft.planner.type.DataType;
import org.weft.planner.type.DecimalType;
import org.weft.planner.type.EnumType;
import org.weft.planner.type.Field;
import org.weft.planner.type.ListType;
import org.weft.planner.type.MapType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TimeType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;

/**
 * Weft's types in Calcite's words and back. Text is UTF-8 and never padded: CHAR means VARCHAR.
 *
 * <p>A value that is a struct may always be null in Calcite's words: that is what tells its type
 * from that of a relation's rows, see {@link StructTypes}.
 *
 * <p>One instance serves all threads; Calcite interns the types it makes.
 */
public final class SqlTypes extends JavaTypeFactoryImpl implements EngineTypes {
  public static final SqlTypes INSTANCE = new SqlTypes();

  /** Weft has one type for all intervals; columns of it are of this one in Calcite. */
  private static final SqlIntervalQualifier ANY_INTERVAL =
      new SqlIntervalQualifier(TimeUnit.DAY, 9, TimeUnit.SECOND, 6, SqlParserPos.ZERO);

  private SqlTypes() {
    super(new SqlTypeRules());
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }

  @Override
  public RelDataType createSqlType(SqlTypeName name) {
    return super.createSqlType(varying(name));
  }

  @Override
  public RelDataType createSqlType(SqlTypeName name, int precision) {
    return super.createSqlType(varying(name), precision);
  }

  /**
   * Decimals keep all digits behind the point; Calcite's rule gives them up for whole digits. It
   * also takes numbers beside dates for dates.
   */
  @Override
  public RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule rule) {
    if (types.stream().anyMatch(SqlTypes::isStruct)) {
      return StructTypes.common(this, types);
    }
    if (types.stream().anyMatch(EnumSqlType.class::isInstance)) {
      return EnumSqlType.common(types);
    }
    if (types.stream().anyMatch(SqlTypeUtil::isDatetime)
        && types.stream().anyMatch(SqlTypeUtil::isNumeric)) {
      return null;
    }
    boolean areExact =
        types.stream().allMatch(SqlTypeUtil::isExactNumeric)
            && types.stream().anyMatch(SqlTypeUtil::isDecimal);
    if (!areExact) {
      return super.leastRestrictive(types, rule);
    }
    int scale = types.stream().mapToInt(type -> Math.max(0, type.getScale())).max().orElse(0);
    int whole =
        types.stream()
            .mapToInt(type -> type.getPrecision() - Math.max(0, type.getScale()))
            .max()
            .orElse(0);
    int precision = Math.min(DecimalType.MAX_PRECISION, Math.max(1, whole + scale));
    boolean nullable = types.stream().anyMatch(RelDataType::isNullable);
    return createTypeWithNullability(
        createSqlType(SqlTypeName.DECIMAL, precision, scale), nullable);
  }

  @Override
  public RelDataType createTypeWithNullability(RelDataType type, boolean nullable) {
    return type instanceof EnumSqlType values
        ? canonize(
            new EnumSqlType(
                values.type(), nullable ? Field.Nullability.NULLABLE : Field.Nullability.REQUIRED))
        : super.createTypeWithNullability(type, nullable);
  }

  private static boolean isStruct(RelDataType type) {
    return type.isStruct() || type.getSqlTypeName() == SqlTypeName.ROW;
  }

  private static SqlTypeName varying(SqlTypeName name) {
    return switch (name) {
      case CHAR -> SqlTypeName.VARCHAR;
      case BINARY -> SqlTypeName.VARBINARY;
      default -> name;
    };
  }

  @Override
  public RelDataType of(DataType type, Field.Nullability nullability) {
    boolean isNullable =
        nullability == Field.Nullability.NULLABLE || type.kind() == TypeKind.STRUCT;
    return createTypeWithNullability(of(type), isNullable);
  }

  private RelDataType of(DataType type) {
    return switch (type.kind()) {
      case NULL -> createSqlType(SqlTypeName.NULL);
      case BOOLEAN -> createSqlType(SqlTypeName.BOOLEAN);
      case INT8 -> createSqlType(SqlTypeName.TINYINT);
      case INT16 -> createSqlType(SqlTypeName.SMALLINT);
      case INT32 -> createSqlType(SqlTypeName.INTEGER);
      case INT64 -> createSqlType(SqlTypeName.BIGINT);
      case FLOAT32 -> createSqlType(SqlTypeName.REAL);
      case FLOAT64 -> createSqlType(SqlTypeName.DOUBLE);
      case DATE -> createSqlType(SqlTypeName.DATE);
      case STRING ->
          createTypeWithCharsetAndCollation(
              createSqlType(SqlTypeName.VARCHAR),
              getDefaultCharset(),
              org.apache.calcite.sql.SqlCollation.IMPLICIT);
      case BINARY -> createSqlType(SqlTypeName.VARBINARY);
      case UUID -> createSqlType(SqlTypeName.UUID);
      case ENUM -> canonize(new EnumSqlType((EnumType) type, Field.Nullability.REQUIRED));
      case TIME -> createSqlType(SqlTypeName.TIME, precision(((TimeType) type).unit()));
      case INTERVAL -> createSqlIntervalType(ANY_INTERVAL);
      case LIST -> createArrayType(nullable(((ListType) type).element()), -1);
      case MAP ->
          createMapType(nullable(((MapType) type).key()), nullable(((MapType) type).value()));
      case STRUCT -> struct((StructType) type);
      case DECIMAL -> {
        DecimalType decimal = (DecimalType) type;
        yield createSqlType(SqlTypeName.DECIMAL, decimal.precision(), decimal.scale());
      }
      case TIMESTAMP -> {
        TimestampType timestamp = (TimestampType) type;
        yield createSqlType(
            timestamp.zone() == TimestampType.Zone.UTC
                ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
                : SqlTypeName.TIMESTAMP,
            precision(timestamp.unit()));
      }
    };
  }

  /** The same type, nulls allowed wherever values lie inside: as Weft's own types have it. */
  RelDataType withNullsInside(RelDataType type) {
    return of(toWeft(type));
  }

  private RelDataType nullable(DataType type) {
    return createTypeWithNullability(of(type), true);
  }

  private RelDataType struct(StructType struct) {
    return createStructType(
        StructKind.FULLY_QUALIFIED,
        struct.fields().stream().map(field -> nullable(field.type())).toList(),
        struct.fields().stream().map(Field::name).toList());
  }

  private static int precision(TimestampType.Unit unit) {
    return switch (unit) {
      case SECONDS -> 0;
      case MILLIS -> 3;
      case MICROS -> 6;
      case NANOS -> 9;
    };
  }

  /** True if values of this type can be held by a column. */
  public static boolean isStorable(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case NULL,
          BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          REAL,
          FLOAT,
          DOUBLE,
          DECIMAL,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMP_WITH_LOCAL_TIME_ZONE,
          TIMESTAMP_TZ,
          CHAR,
          VARCHAR,
          BINARY,
          VARBINARY,
          UUID ->
          true;
      case ARRAY, MULTISET -> isStorable(type.getComponentType());
      case MAP -> isStorable(type.getKeyType()) && isStorable(type.getValueType());
      case ROW -> type.getFieldList().stream().allMatch(field -> isStorable(field.getType()));
      default -> SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName());
    };
  }

  /**
   * Weft's type for one of Calcite's.
   *
   * @throws IllegalArgumentException if there is none: see {@link #isStorable}
   */
  public static DataType toWeft(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case NULL -> SimpleType.NULL;
      case BOOLEAN -> SimpleType.BOOLEAN;
      case TINYINT -> SimpleType.INT8;
      case SMALLINT -> SimpleType.INT16;
      case INTEGER -> SimpleType.INT32;
      case BIGINT -> SimpleType.INT64;
      case REAL -> SimpleType.FLOAT32;
      case FLOAT, DOUBLE -> SimpleType.FLOAT64;
      case DECIMAL -> decimal(type);
      case DATE -> SimpleType.DATE;
      case CHAR, VARCHAR -> SimpleType.STRING;
      case BINARY, VARBINARY -> SimpleType.BINARY;
      case UUID -> type instanceof EnumSqlType values ? values.type() : SimpleType.UUID;
      case TIMESTAMP -> new TimestampType(unit(type.getPrecision()), TimestampType.Zone.LOCAL);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE, TIMESTAMP_TZ ->
          new TimestampType(unit(type.getPrecision()), TimestampType.Zone.UTC);
      case TIME -> new TimeType(timeUnit(type.getPrecision()));
      case ARRAY, MULTISET -> new ListType(toWeft(type.getComponentType()));
      case MAP -> new MapType(toWeft(type.getKeyType()), toWeft(type.getValueType()));
      case ROW -> new StructType(type.getFieldList().stream().map(SqlTypes::field).toList());
      default -> {
        if (SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName())) {
          yield SimpleType.INTERVAL;
        }
        throw new IllegalArgumentException("no column holds " + type);
      }
    };
  }

  private static Field field(RelDataTypeField field) {
    String name = NestedOperator.fieldName(field.getName(), field.getIndex());
    return Field.nullable(name, toWeft(field.getType()));
  }

  private static TimestampType.Unit timeUnit(int precision) {
    return precision > 6 ? TimestampType.Unit.NANOS : TimestampType.Unit.MICROS;
  }

  private static DecimalType decimal(RelDataType type) {
    int scale = Math.max(0, type.getScale());
    return new DecimalType(Math.max(scale, Math.max(1, type.getPrecision())), scale);
  }

  private static TimestampType.Unit unit(int precision) {
    if (precision <= 0) {
      return TimestampType.Unit.SECONDS;
    }
    if (precision <= 3) {
      return TimestampType.Unit.MILLIS;
    }
    return precision <= 6 ? TimestampType.Unit.MICROS : TimestampType.Unit.NANOS;
  }

  /** A result column of this name and type. */
  public static Field toWeft(String name, RelDataType type) {
    return type.isNullable()
        ? Field.nullable(name, toWeft(type))
        : Field.required(name, toWeft(type));
  }
}
