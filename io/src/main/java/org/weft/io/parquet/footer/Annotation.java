package org.weft.io.parquet.footer;

import org.weft.io.parquet.thrift.CompactInput;
import org.weft.planner.type.TimestampType;

/**
 * What the stored values of a column mean, in either of the two spellings Parquet has had for it.
 *
 * @param first precision of a decimal, bits of an integer, ordinal of the unit of a TIME; else 0
 * @param second scale of a decimal; else 0
 * @param timestamp of a TIMESTAMP; else null
 */
record Annotation(Kind kind, int first, int second, TimestampType timestamp) {
  /** The logical types. */
  enum Kind {
    NONE,
    STRING,
    ENUM,
    JSON,
    BSON,
    DECIMAL,
    DATE,
    TIMESTAMP,
    SIGNED,
    UNSIGNED,
    FLOAT16,
    UUID,
    /** A column of nulls. */
    UNKNOWN,
    /** Known to the format, but not to Weft. */
    LIST,
    MAP,
    TIME,
    INTERVAL,
    OTHER
  }

  private static Annotation of(Kind kind) {
    return new Annotation(kind, 0, 0, null);
  }

  private static Annotation ofTimestamp(TimestampType type) {
    return new Annotation(Kind.TIMESTAMP, 0, 0, type);
  }

  private static Annotation ofTime(TimestampType.Unit unit) {
    return new Annotation(Kind.TIME, unit.ordinal(), 0, null);
  }

  @Override
  public String toString() {
    return switch (kind) {
      case DECIMAL -> "DECIMAL(" + first + "," + second + ")";
      case SIGNED -> "INT(" + first + ")";
      case UNSIGNED -> "UINT(" + first + ")";
      case TIMESTAMP -> timestamp.toString();
      default -> kind.name();
    };
  }

  /** The older spelling: an enum, with precision and scale beside it. -1 for none. */
  static Annotation ofConverted(int converted, int precision, int scale) {
    return switch (converted) {
      case -1 -> of(Kind.NONE);
      case 0 -> of(Kind.STRING);
      case 1, 2 -> of(Kind.MAP);
      case 3 -> of(Kind.LIST);
      case 4 -> of(Kind.ENUM);
      case 5 -> new Annotation(Kind.DECIMAL, precision, scale, null);
      case 6 -> of(Kind.DATE);
      case 7 -> ofTime(TimestampType.Unit.MILLIS);
      case 8 -> ofTime(TimestampType.Unit.MICROS);
      case 9 -> ofTimestamp(new TimestampType(TimestampType.Unit.MILLIS, TimestampType.Zone.UTC));
      case 10 -> ofTimestamp(new TimestampType(TimestampType.Unit.MICROS, TimestampType.Zone.UTC));
      case 11, 12, 13, 14 -> new Annotation(Kind.UNSIGNED, 8 << (converted - 11), 0, null);
      case 15, 16, 17, 18 -> new Annotation(Kind.SIGNED, 8 << (converted - 15), 0, null);
      case 19 -> of(Kind.JSON);
      case 20 -> of(Kind.BSON);
      case 21 -> of(Kind.INTERVAL);
      default -> of(Kind.OTHER);
    };
  }

  /** The newer spelling: a union, of which one field is set. */
  static Annotation read(CompactInput input) {
    input.expectStruct();
    Annotation annotation = of(Kind.OTHER);
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      switch (f) {
        case 5 -> annotation = decimal(input);
        case 7 -> {
          Annotation like = timestamp(input);
          annotation = like.timestamp == null ? like : ofTime(like.timestamp.unit());
        }
        case 8 -> annotation = timestamp(input);
        case 10 -> annotation = integer(input);
        default -> {
          annotation = of(kind(f));
          input.skipValue();
        }
      }
    }
    return annotation;
  }

  private static Kind kind(int field) {
    return switch (field) {
      case 1 -> Kind.STRING;
      case 2 -> Kind.MAP;
      case 3 -> Kind.LIST;
      case 4 -> Kind.ENUM;
      case 6 -> Kind.DATE;
      case 7 -> Kind.TIME;
      case 9 -> Kind.INTERVAL;
      case 11 -> Kind.UNKNOWN;
      case 12 -> Kind.JSON;
      case 13 -> Kind.BSON;
      case 14 -> Kind.UUID;
      case 15 -> Kind.FLOAT16;
      default -> Kind.OTHER;
    };
  }

  private static Annotation decimal(CompactInput input) {
    input.expectStruct();
    int scale = 0;
    int precision = 0;
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      switch (f) {
        case 1 -> scale = input.readInt();
        case 2 -> precision = input.readInt();
        default -> input.skipValue();
      }
    }
    return new Annotation(Kind.DECIMAL, precision, scale, null);
  }

  private static Annotation integer(CompactInput input) {
    input.expectStruct();
    int bits = 0;
    Kind kind = Kind.OTHER;
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      switch (f) {
        case 1 -> bits = input.readByte();
        case 2 -> kind = input.readFlag() ? Kind.SIGNED : Kind.UNSIGNED;
        default -> input.skipValue();
      }
    }
    return new Annotation(kind, bits, 0, null);
  }

  private static Annotation timestamp(CompactInput input) {
    input.expectStruct();
    TimestampType.Zone zone = TimestampType.Zone.LOCAL;
    TimestampType.Unit unit = null;
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      switch (f) {
        case 1 -> zone = input.readFlag() ? TimestampType.Zone.UTC : TimestampType.Zone.LOCAL;
        case 2 -> unit = unit(input);
        default -> input.skipValue();
      }
    }
    return unit == null ? of(Kind.OTHER) : ofTimestamp(new TimestampType(unit, zone));
  }

  private static TimestampType.Unit unit(CompactInput input) {
    input.expectStruct();
    TimestampType.Unit unit = null;
    for (int f = input.startStruct(); f != CompactInput.STOP; f = input.nextField(f)) {
      unit =
          switch (f) {
            case 1 -> TimestampType.Unit.MILLIS;
            case 2 -> TimestampType.Unit.MICROS;
            case 3 -> TimestampType.Unit.NANOS;
            default -> unit;
          };
      input.skipValue();
    }
    return unit;
  }
}
