package org.weft.container.function;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.OptionalLong;
import org.weft.container.expression.cast.MomentText;
import org.weft.container.expression.tree.Failures;
import org.weft.container.function.text.NumberWriter;
import org.weft.container.function.time.MomentFormat;
import org.weft.container.function.time.MomentParser;
import org.weft.container.function.time.Moments;
import org.weft.container.function.time.TimeTemplate;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.memory.Memory;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.type.TimestampType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.ListReader;

/** Kernels of functions that make times of numbers and texts, write them, and move zones. */
final class TimeTextKernels {
  private static final long MICROS_PER_SECOND = 1_000_000L;

  private TimeTextKernels() {}

  static void add(KernelList list) {
    making(list);
    writing(list);
    reading(list);
    zones(list);
  }

  private static void making(KernelList list) {
    list.row(
        "make_date",
        (in, out) ->
            out.integer(
                in.count() == 1
                    ? in.integer(0)
                    : Moments.day(in.integer(0), in.integer(1), in.integer(2))));
    list.row(
        "make_timestamp",
        (in, out) ->
            out.integer(
                switch (in.count()) {
                  case 1 -> in.integer(0);
                  case 2 -> Math.addExact(TimeKernels.micros(in, 0), TimeKernels.micros(in, 1));
                  default -> moment(in);
                }));
    list.row(
        "make_timestamptz",
        (in, out) -> {
          long local = moment(in);
          out.integer(in.count() > 6 ? Moments.ofZone(local, zone(in, 6)) : local);
        });
    list.row(
        "make_time",
        (in, out) -> out.integer(Moments.timeOfDay(in.integer(0), in.integer(1), in.real(2))));
    list.row("timestamp_seconds", (in, out) -> out.integer(micros(in.real(0))));
    list.row(
        "timestamp_millis", (in, out) -> out.integer(Math.multiplyExact(in.integer(0), 1000L)));
    list.row("timestamp_nanos", (in, out) -> out.integer(in.integer(0)));
    list.row("timestamp_micros", (in, out) -> out.integer(in.integer(0)));
    list.row(
        "next_day",
        (in, out) ->
            out.integer(Moments.nextDay(in.integer(0), in.<Long>made(1, Moments::dayOfWeek))));
  }

  private static long moment(Arguments in) {
    long day = Moments.day(in.integer(0), in.integer(1), in.integer(2));
    long time = Moments.timeOfDay(in.integer(3), in.integer(4), in.real(5));
    return Math.addExact(Math.multiplyExact(day, TimeKernels.MICROS_PER_DAY), time);
  }

  private static long micros(double seconds) {
    double micros = seconds * MICROS_PER_SECOND;
    if (!(Math.abs(micros) < Long.MAX_VALUE)) {
      throw new ArithmeticException("timestamp overflow");
    }
    return Math.round(micros);
  }

  private static void writing(KernelList list) {
    list.perCall(
        "strftime",
        call -> {
          int time = call.inputs().get(0).type().kind() == TypeKind.STRING ? 1 : 0;
          String zone = zoneName(call.inputs().get(time).type());
          return (in, out) -> {
            MomentFormat format = in.made(1 - time, text -> MomentFormat.of(text, zone));
            out.text(format.write(TimeKernels.micros(in, time)));
          };
        });
    list.perCall("to_char", TimeTextKernels::shown);
    list.perCall("to_iso8601", TimeTextKernels::iso);
    MomentFormat usual = MomentFormat.of("%Y-%m-%d %H:%M:%S", "");
    list.row(
        "from_unixtime",
        (in, out) -> {
          MomentFormat format =
              in.count() > 1 ? in.made(1, text -> MomentFormat.of(text, "UTC")) : usual;
          out.text(format.write(Math.multiplyExact(in.integer(0), MICROS_PER_SECOND)));
        });
  }

  private static RowFunction shown(LibraryCall call) {
    DataType type = call.inputs().get(0).type();
    return switch (type.kind()) {
      case DATE, TIMESTAMP ->
          (in, out) ->
              out.text(
                  in.made(1, format -> TimeTemplate.of(format, zoneName(type)))
                      .write(TimeKernels.micros(in, 0)));
      case BINARY -> (in, out) -> out.text(CodeKernels.shown(in.bytes(0), in.text(1)));
      default -> (in, out) -> out.text(in.made(1, NumberWriter::new).write(CsvKernels.shown(in)));
    };
  }

  /** With three digits behind the point, or six where they count. */
  private static RowFunction iso(LibraryCall call) {
    DataType type = call.inputs().get(0).type();
    if (type.kind() == TypeKind.DATE) {
      MomentFormat day = MomentFormat.of("%Y-%m-%d", "");
      return (in, out) -> out.text(day.write(TimeKernels.micros(in, 0)));
    }
    String zone = zoneName(type).isEmpty() ? "" : "Z";
    MomentFormat millis = MomentFormat.of("%Y-%m-%dT%H:%M:%S.%g" + zone, "");
    MomentFormat micros = MomentFormat.of("%Y-%m-%dT%H:%M:%S.%f" + zone, "");
    return (in, out) -> {
      long moment = TimeKernels.micros(in, 0);
      out.text((moment % 1000 == 0 ? millis : micros).write(moment));
    };
  }

  private static String zoneName(DataType type) {
    return type instanceof TimestampType time && time.zone() == TimestampType.Zone.UTC ? "UTC" : "";
  }

  /** The moment of a text, by the format behind it or as in a cast. */
  private static OptionalLong parsed(Arguments in) {
    if (in.count() > 1 && in.type(1) instanceof ListType list) {
      return parsed(in, new ListReader(list.element()).point(Views.bytes(in.address(1))));
    }
    return in.count() > 1
        ? in.made(1, MomentParser::of).read(in.text(0))
        : MomentText.micros(Views.bytes(in.address(0)), Views.length(in.address(0)));
  }

  /** The moment by the first format that the text has. */
  private static OptionalLong parsed(Arguments in, ListReader formats) {
    OptionalLong moment = OptionalLong.empty();
    for (int i = 0; i < formats.size() && moment.isEmpty(); i++) {
      if (!formats.isNull(i)) {
        byte[] bytes = Memory.bytes(formats.bytes(i), formats.length(i));
        String format = new String(bytes, StandardCharsets.UTF_8);
        moment = in.made(1, format, MomentParser::of).read(in.text(0));
      }
    }
    return moment;
  }

  private static long required(Arguments in) {
    return parsed(in).orElseThrow(() -> unread(in));
  }

  private static WeftException unread(Arguments in) {
    boolean hasOne = in.count() > 1 && in.type(1) == SimpleType.STRING;
    String format = hasOne ? " of the format '" + in.text(1) + "'" : "";
    return Failures.badValue("'" + in.text(0) + "' is no time" + format)
        .hint("use try_strptime or try_to_date to get NULL instead");
  }

  private static void attempt(Arguments in, Answer out) {
    OptionalLong moment = parsed(in);
    if (moment.isPresent()) {
      TimeKernels.answer(moment.getAsLong(), out);
    } else {
      out.nothing();
    }
  }

  private static void reading(KernelList list) {
    list.row("strptime", (in, out) -> out.integer(required(in)));
    list.row("try_strptime", TimeTextKernels::attempt);
    list.row("try_to_date", TimeTextKernels::attempt);
    list.perCall(
        "to_date",
        call ->
            call.inputs().get(0).type().kind() == TypeKind.DATE
                ? (in, out) -> out.integer(in.integer(0))
                : (in, out) -> TimeKernels.answer(required(in), out));
    list.perCall(
        "to_timestamp",
        call ->
            switch (call.inputs().get(0).type().kind()) {
              case FLOAT64 -> (in, out) -> out.integer(micros(in.real(0)));
              case TIMESTAMP -> (in, out) -> out.integer(in.integer(0));
              default -> (in, out) -> out.integer(required(in));
            });
    list.perCall(
        "unix_timestamp",
        call ->
            call.inputs().get(0).type().kind() == TypeKind.TIMESTAMP
                ? (in, out) -> out.integer(Math.floorDiv(in.integer(0), MICROS_PER_SECOND))
                : (in, out) -> out.integer(Math.floorDiv(required(in), MICROS_PER_SECOND)));
  }

  private static ZoneId zone(Arguments in, int argument) {
    return in.made(argument, Moments::zone);
  }

  private static void zones(KernelList list) {
    list.perCall(
        "timezone",
        call -> {
          boolean isInstant =
              ((TimestampType) call.inputs().get(1).type()).zone() == TimestampType.Zone.UTC;
          return isInstant
              ? (in, out) -> out.integer(Moments.inZone(in.integer(1), zone(in, 0)))
              : (in, out) -> out.integer(Moments.ofZone(in.integer(1), zone(in, 0)));
        });
    list.row(
        "from_utc_timestamp", (in, out) -> out.integer(Moments.inZone(in.integer(0), zone(in, 1))));
    list.row(
        "convert_time_zone", (in, out) -> out.integer(Moments.inZone(in.integer(0), zone(in, 1))));
    list.row(
        "to_utc_timestamp", (in, out) -> out.integer(Moments.ofZone(in.integer(0), zone(in, 1))));
    list.row(
        "replace_time_zone", (in, out) -> out.integer(Moments.ofZone(in.integer(0), zone(in, 1))));
    list.row(
        "convert_timezone",
        (in, out) -> {
          int last = in.count() - 1;
          long instant =
              in.count() == 2 ? in.integer(1) : Moments.ofZone(in.integer(2), zone(in, 0));
          out.integer(Moments.inZone(instant, zone(in, last - 1)));
        });
    list.row("is_timezone", (in, out) -> out.flag(Moments.isZone(in.text(0))));
    list.row("current_timezone", (in, out) -> out.text("UTC"));
  }
}
