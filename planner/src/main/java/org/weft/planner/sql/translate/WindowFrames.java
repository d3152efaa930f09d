package org.weft.planner.sql.translate;

import java.math.BigDecimal;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Expression;
import org.weft.planner.expr.SortKey;
import org.weft.planner.expr.WindowFrame;
import org.weft.planner.expr.WindowFrame.Bound;
import org.weft.planner.expr.WindowFrame.Exclusion;
import org.weft.planner.expr.WindowFrame.Mode;
import org.weft.planner.expr.WindowFrame.Side;
import org.weft.planner.function.FunctionRegistry;
import org.weft.planner.sql.algebra.TimeOperations;
import org.weft.planner.sql.parse.GroupsFrames;
import org.weft.planner.sql.validate.LibraryOperator;
import org.weft.planner.type.SimpleType;

/** The frame of one window of a query. */
final class WindowFrames {
  /** Digits that hold every sum of two integers of 64 bits. */
  private static final int WIDE_DIGITS = 20;

  private static final LibraryOperator IS_NAN = LibraryOperator.of(FunctionRegistry.get("isnan"));

  private final WindowTranslation windows;
  private final RexWindow window;

  WindowFrames(WindowTranslation windows, RexWindow window) {
    this.windows = windows;
    this.window = window;
  }

  /** True if a bound is a value of the order key. */
  boolean needsOrderKey() {
    return !window.isRows()
        && (hasOffset(window.getLowerBound()) || hasOffset(window.getUpperBound()));
  }

  private static boolean hasOffset(RexWindowBound bound) {
    return bound.getOffset() != null;
  }

  WindowFrame frame() {
    Mode mode = mode();
    Bound start = bound(window.getLowerBound(), mode);
    Bound end = bound(window.getUpperBound(), mode);
    Exclusion exclusion =
        switch (window.getExclude()) {
          case EXCLUDE_NO_OTHER -> Exclusion.NOTHING;
          case EXCLUDE_CURRENT_ROW -> Exclusion.CURRENT_ROW;
          case EXCLUDE_GROUP -> Exclusion.GROUP;
          case EXCLUDE_TIES -> Exclusion.TIES;
        };
    boolean isAll = start instanceof Bound.Unbounded && end instanceof Bound.Unbounded;
    return new WindowFrame(isAll ? Mode.ROWS : mode, start, end, exclusion);
  }

  private Mode mode() {
    if (!window.isRows()) {
      return Mode.RANGE;
    }
    boolean groups = isGroups(window.getLowerBound()) || isGroups(window.getUpperBound());
    return groups ? Mode.GROUPS : Mode.ROWS;
  }

  private static boolean isGroups(RexWindowBound bound) {
    return hasOffset(bound) && GroupsFrames.isMarked(bound.getOffset());
  }

  private Bound bound(RexWindowBound bound, Mode mode) {
    if (bound.isUnbounded()) {
      return new Bound.Unbounded();
    }
    if (bound.isCurrentRow()) {
      // without an order all rows are peers
      boolean isAll = mode == Mode.RANGE && window.orderKeys.isEmpty();
      return isAll ? new Bound.Unbounded() : new Bound.Current();
    }
    if (mode == Mode.RANGE) {
      return value(bound);
    }
    RexNode offset = GroupsFrames.unmarked(bound.getOffset(), windows.rexBuilder());
    Side side = bound.isPreceding() ? Side.PRECEDING : Side.FOLLOWING;
    if (offset instanceof RexLiteral literal && !literal.isNull()) {
      long distance = literal.getValueAs(BigDecimal.class).longValueExact();
      if (distance < 0) {
        throw WeftException.of(
                ErrorCode.INVALID_VALUE, "the distance of a frame is negative: " + distance)
            .hint("write the other of PRECEDING and FOLLOWING");
      }
      return new Bound.Distance(side == Side.PRECEDING ? -distance : distance);
    }
    return new Bound.RowDistance(
        windows.column(windows.expressions().as(offset, SimpleType.INT64)), side);
  }

  /** The order key moved by the offset, against the order for a bound that precedes. */
  private Bound value(RexWindowBound bound) {
    if (window.orderKeys.size() != 1) {
      throw ExpressionTranslation.unsupported(
          "RANGE with an offset and " + window.orderKeys.size() + " order keys");
    }
    RexFieldCollation order = window.orderKeys.get(0);
    boolean subtracts = bound.isPreceding() != order.getDirection().isDescending();
    RexNode key = order.left;
    RexBuilder rex = windows.rexBuilder();
    RexNode moved;
    if (SqlTypeUtil.isDatetime(key.getType())) {
      if (key.getType().getSqlTypeName() == SqlTypeName.TIME) {
        key = TimeOperations.onFirstDay(key, rex); // frames do not go round at midnight
      }
      SqlKind sign = subtracts ? SqlKind.MINUS : SqlKind.PLUS;
      moved =
          TimeOperations.of(SqlParserPos.ZERO, sign, key, bound.getOffset(), rex)
              .orElseThrow(
                  () ->
                      ExpressionTranslation.unsupported(
                          "RANGE with an offset of type "
                              + bound.getOffset().getType().getSqlTypeName().getName()));
    } else if (SqlTypeUtil.isInterval(key.getType())) {
      moved =
          TimeOperations.of(
                  SqlParserPos.ZERO,
                  subtracts ? SqlKind.MINUS : SqlKind.PLUS,
                  key,
                  bound.getOffset(),
                  rex)
              .orElseThrow(
                  () ->
                      ExpressionTranslation.unsupported(
                          "RANGE over intervals with an offset of type "
                              + bound.getOffset().getType().getSqlTypeName().getName()));
    } else if (SqlTypeUtil.isNumeric(key.getType())) {
      RexNode offset = bound.getOffset();
      boolean isReal =
          key.getType().getSqlTypeName() == SqlTypeName.REAL
              && !SqlTypeUtil.isApproximateNumeric(offset.getType());
      if (isReal) {
        // a distance of 1.1 is the 1.1 that values of this type have
        offset = rex.makeCast(key.getType(), offset);
      }
      key = rex.makeCast(wide(key.getType()), key);
      moved =
          rex.makeCall(
              subtracts ? SqlStdOperatorTable.MINUS : SqlStdOperatorTable.PLUS, key, offset);
      boolean mayBeInfinite =
          SqlTypeUtil.isApproximateNumeric(offset.getType()) && !(offset instanceof RexLiteral);
      if (mayBeInfinite) {
        RexNode way = subtracts ? rex.makeCall(SqlStdOperatorTable.UNARY_MINUS, offset) : offset;
        moved = orThatWay(moved, key, way);
      }
    } else {
      throw ExpressionTranslation.unsupported(
          "RANGE with an offset over values of type " + key.getType().getSqlTypeName().getName());
    }
    Expression value = windows.expressions().of(moved);
    return new Bound.Value(
        windows.column(WindowSortKeys.key(value)),
        windows.column(WindowSortKeys.key(windows.expressions().as(key, value.type()))));
  }

  /**
   * An infinite distance from an infinite value leads all the way, as in PostgreSQL, where the sum
   * of both is no number.
   */
  private RexNode orThatWay(RexNode moved, RexNode key, RexNode way) {
    RexBuilder rex = windows.rexBuilder();
    RexNode isRiddle =
        rex.makeCall(
            SqlStdOperatorTable.AND,
            rex.makeCall(IS_NAN, moved),
            rex.makeCall(SqlStdOperatorTable.NOT, rex.makeCall(IS_NAN, key)),
            rex.makeCall(SqlStdOperatorTable.NOT, rex.makeCall(IS_NAN, way)));
    return rex.makeCall(
        SqlStdOperatorTable.CASE, isRiddle, rex.makeCast(moved.getType(), way), moved);
  }

  /** A type whose values cannot overflow when something is added to those of an integer type. */
  private RelDataType wide(RelDataType type) {
    RelDataTypeFactory types = windows.rexBuilder().getTypeFactory();
    RelDataType wide =
        switch (type.getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER -> types.createSqlType(SqlTypeName.BIGINT);
          case BIGINT -> types.createSqlType(SqlTypeName.DECIMAL, WIDE_DIGITS, 0);
          case REAL -> types.createSqlType(SqlTypeName.DOUBLE);
          default -> type;
        };
    return types.createTypeWithNullability(wide, type.isNullable());
  }

  static SortKey sortKey(RexFieldCollation key, int ordinal) {
    return new SortKey(
        ordinal,
        key.getDirection().isDescending()
            ? SortKey.Direction.DESCENDING
            : SortKey.Direction.ASCENDING,
        key.getNullDirection() == RelFieldCollation.NullDirection.FIRST
            ? SortKey.Nulls.FIRST
            : SortKey.Nulls.LAST);
  }
}
