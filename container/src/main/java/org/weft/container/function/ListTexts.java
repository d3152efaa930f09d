package org.weft.container.function;

import java.math.BigDecimal;
import java.util.List;
import org.weft.container.expression.cast.MomentText;
import org.weft.planner.expr.IntervalText;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.expr.Value;
import org.weft.planner.type.DataType;
import org.weft.planner.type.ListType;
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
