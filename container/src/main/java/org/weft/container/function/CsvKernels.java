package org.weft.container.function;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.weft.container.expression.tree.Failures;
import org.weft.container.function.json.JsonText;
import org.weft.container.function.json.SparkSchema;
import org.weft.container.function.text.CsvLine;
import org.weft.container.function.text.NumberPattern;
import org.weft.container.function.text.Sentences;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.StructType;
import org.weft.planner.type.TypeKind;
import org.weft.planner.vector.nested.JavaValues;
import org.weft.planner.vector.nested.NestedBuilder;

/** Kernels of lines of CSV, and of numbers in formats. */
final class CsvKernels {
  /** The decimals that format_number can show. */
  private static final int MAX_DECIMALS = 340;

  private CsvKernels() {}

  static void add(KernelList list) {
    list.inMemory("csv_read", CsvKernels::read);
    list.row(
        "csv_write",
        (in, out) -> {
          List<String> fields = new ArrayList<>();
          JsonText.read(in.text(0)).forEach(field -> fields.add(JsonText.show(field)));
          out.text(line(in, 1).line(fields));
        });
    list.row("csv_schema", (in, out) -> out.text(SparkSchema.of(line(in, 1).fields(in.text(0)))));
    list.row("schema_of_json", (in, out) -> out.text(SparkSchema.of(JsonText.read(in.text(0)))));
    list.inMemory(
        "sentences",
        (call, memory) -> {
          NestedBuilder builder = NestedBuilder.of(call.type(), memory);
          return (in, out) -> {
            JavaValues.build(call.type(), Sentences.of(in.text(0)), builder);
            out.nested(builder);
          };
        });
    numbers(list);
  }

  private static CsvLine line(Arguments in, int first) {
    return new CsvLine(
        in.text(first),
        in.text(first + 1).charAt(0),
        in.text(first + 2).charAt(0),
        in.text(first + 3));
  }

  private static RowFunction read(LibraryCall call, MemoryScope memory) {
    NestedBuilder builder = NestedBuilder.of(call.type(), memory);
    int count = ((StructType) call.type()).size();
    return (in, out) -> {
      if (in.isNull(0)) {
        out.nothing();
        return;
      }
      List<String> written = line(in, 2).fields(in.text(0));
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        values.add(i < written.size() ? written.get(i) : null);
      }
      JavaValues.build(call.type(), values, builder);
      out.nested(builder);
    };
  }

  private static void numbers(KernelList list) {
    list.row("format_number", CsvKernels::format);
    list.row(
        "number_of",
        (in, out) -> {
          BigDecimal number = in.made(1, NumberPattern::new).read(in.text(0));
          if (number == null) {
            throw Failures.badValue(
                    "'" + in.text(0) + "' is no number of the format '" + in.text(1) + "'")
                .hint("use try_to_number to get NULL instead");
          }
          out.text(number.toPlainString());
        });
    list.row(
        "try_number_of",
        (in, out) -> {
          BigDecimal number = in.made(1, NumberPattern::new).read(in.text(0));
          if (number == null) {
            out.nothing();
          } else {
            out.text(number.toPlainString());
          }
        });
  }

  /** The number that a format is to show; null for one that is none or endless. */
  static BigDecimal shown(Arguments in) {
    if (!NumberKernels.isFloat(in.type(0))) {
      return in.decimal(0);
    }
    return Double.isFinite(in.real(0)) ? new BigDecimal(shortest(in)) : null;
  }

  /** The digits that tell a float from its neighbours: 0.1 and not what it is exactly. */
  private static String shortest(Arguments in) {
    return in.type(0).kind() == TypeKind.FLOAT32
        ? Float.toString((float) in.real(0))
        : Double.toString(in.real(0));
  }

  /** With so many decimals, or in a pattern of Java's; halves to the even digit, as in Spark. */
  private static void format(Arguments in, Answer out) {
    DecimalFormat format;
    if (in.type(1).kind() == TypeKind.STRING) {
      format = in.made(1, CsvKernels::pattern);
    } else {
      long decimals = in.integer(1);
      if (decimals < 0) {
        out.nothing();
        return;
      }
      String shown = String.valueOf(Math.min(decimals, MAX_DECIMALS));
      format = in.made(1, shown, CsvKernels::withDecimals);
    }
    boolean isReal = NumberKernels.isFloat(in.type(0));
    out.text(isReal ? format.format(in.real(0)) : format.format(in.decimal(0)));
  }

  private static DecimalFormat withDecimals(String decimals) {
    DecimalFormat format = pattern("#,##0");
    int shown = Integer.parseInt(decimals);
    format.setMinimumFractionDigits(shown);
    format.setMaximumFractionDigits(shown);
    return format;
  }

  private static DecimalFormat pattern(String pattern) {
    try {
      DecimalFormat format =
          new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.US));
      format.setRoundingMode(RoundingMode.HALF_EVEN);
      return format;
    } catch (IllegalArgumentException e) {
      throw Failures.badValue("'" + pattern + "' is no pattern of numbers")
          .hint("write one such as #,##0.00");
    }
  }
}
