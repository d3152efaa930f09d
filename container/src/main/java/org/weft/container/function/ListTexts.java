package org.weft.container.function;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.weft.container.expression.cast.MomentText;
import org.weft.planner.expr.IntervalText;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
import org.weft.planner.type.SimpleType;
import org.weft.planner.vector.Views;
import org.weft.planner.vector.nested.JavaValues;

/** Lists joined to texts. */
final class ListTexts {
  private ListTexts() {}

  static RowFunction join(LibraryCall call) {
    ListType type = (ListType) call.inputs().get(0).type();
    return (in, out) -> {
      List<Object> elements = JavaValues.read(type, Views.bytes(in.address(0)));
      StringBuilder text = new StringBuilder();
      String separator = "";
      for (Object element : elements) {
        if (element != null || in.count() > 2) {
          text.append(separator);
          text.append(element == null ? in.text(2) : show(element, type.element()));
          separator = in.text(1);
        }
      }
      out.text(text.toString());
    };
  }

  /** The characters of a text from one position to another, as the elements of a list. */
  static void slice(Arguments in, Answer out) {
    if (in.type(0) == SimpleType.BINARY) {
      sliceOfBytes(in, out);
      return;
    }
    String text = in.text(0);
    int size = text.codePointCount(0, text.length());
    long begin = in.integer(1);
    long end = in.integer(2);
    long first = begin < 0 ? Math.max(0, size + begin) : Math.max(0, begin - 1);
    long last = end < 0 ? size + end + 1 : Math.min(size, end);
    if (first >= last) {
      out.text("");
      return;
    }
    int from = text.offsetByCodePoints(0, (int) first);
    out.text(text.substring(from, text.offsetByCodePoints(from, (int) (last - first))));
  }

  private static void sliceOfBytes(Arguments in, Answer out) {
    byte[] bytes = in.bytes(0);
    long begin = in.integer(1);
    long end = in.integer(2);
    long first = begin < 0 ? Math.max(0, bytes.length + begin) : Math.max(0, begin - 1);
    long last = end < 0 ? bytes.length + end + 1 : Math.min(bytes.length, end);
    out.bytes(first >= last ? new byte[0] : Arrays.copyOfRange(bytes, (int) first, (int) last));
  }

  /** The character at a position, from the end if negative; an empty text if there is none. */
  static void character(Arguments in, Answer out) {
    String text = in.text(0);
    int size = text.codePointCount(0, text.length());
    long position = in.integer(1);
    long index = position < 0 ? size + position : position - 1;
    if (index < 0 || index >= size) {
      out.text("");
      return;
    }
    int from = text.offsetByCodePoints(0, (int) index);
    out.text(text.substring(from, text.offsetByCodePoints(from, 1)));
  }

  private static String show(Object value, DataType type) {
    return switch (type.kind()) {
      case DATE, TIME, TIMESTAMP -> MomentText.show((Long) value, type);
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case INTERVAL -> {
        Value.Span span = (Value.Span) value;
        yield IntervalText.show(span.months(), span.days(), span.micros());
      }
      default -> value.toString();
    };
  }
}
