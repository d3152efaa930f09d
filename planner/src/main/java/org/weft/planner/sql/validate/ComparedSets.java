package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** The two sides of IN, ANY and ALL, where texts or booleans are compared with something else. */
final class ComparedSets {
  private final DialectCoercion coercion;
  private final SqlValidator validator;
  private final SqlValidatorScope scope;
  private final SqlCall call;

  ComparedSets(DialectCoercion coercion, SqlCallBinding binding) {
    this.coercion = coercion;
    this.validator = binding.getValidator();
    this.scope = binding.getScope();
    this.call = binding.getCall();
  }

  /** Casts what has to be; false if that is nothing. */
  boolean align() {
    return call.operand(1) instanceof SqlNodeList list ? alignList(list) : alignQuery();
  }

  private boolean alignList(SqlNodeList list) {
    SqlNode left = call.operand(0);
    boolean aligned = false;
    if (left.getKind() == SqlKind.ROW) {
      boolean areRows =
          list.stream()
              .allMatch(
                  row ->
                      row.getKind() == SqlKind.ROW
                          && ((SqlCall) row).operandCount() == ((SqlCall) left).operandCount());
      for (int i = 0; areRows && i < ((SqlCall) left).operandCount(); i++) {
        int field = i;
        List<Operand> compared = new ArrayList<>();
        compared.add(Operand.of((SqlCall) left, field));
        list.forEach(row -> compared.add(Operand.of((SqlCall) row, field)));
        aligned |= new ComparedOperands(coercion, scope).align(compared);
      }
      if (aligned) {
        updateRow((SqlCall) left);
        list.forEach(row -> updateRow((SqlCall) row));
      }
    } else {
      List<Operand> compared = new ArrayList<>(Operand.all(list));
      compared.add(Operand.of(call, 0));
      aligned = new ComparedOperands(coercion, scope).align(compared);
    }
    if (aligned) {
      List<RelDataType> types =
          list.stream().map(item -> validator.deriveType(scope, item)).toList();
      RelDataType common = SqlTypes.INSTANCE.leastRestrictive(types);
      coercion.update(list, common == null ? types.get(0) : common);
    }
    return aligned;
  }

  private void updateRow(SqlCall row) {
    List<RelDataType> types =
        row.getOperandList().stream().map(each -> validator.deriveType(scope, each)).toList();
    RelDataType before = validator.deriveType(scope, row);
    RelDataType now =
        SqlTypes.INSTANCE.createStructType(before.getStructKind(), types, before.getFieldNames());
    coercion.update(row, SqlTypes.INSTANCE.createTypeWithNullability(now, before.isNullable()));
  }

  private boolean alignQuery() {
    RelDataType right = validator.deriveType(scope, call.operand(1));
    if (!right.isStruct()) {
      return false;
    }
    List<RelDataTypeField> columns = right.getFieldList();
    List<Operand> left =
        call.operand(0).getKind() == SqlKind.ROW
            ? Operand.all((SqlCall) call.operand(0))
            : List.of(Operand.of(call, 0));
    if (left.size() != columns.size()) {
      return false;
    }
    boolean aligned = false;
    for (int i = 0; i < left.size(); i++) {
      aligned |= align(left.get(i), i, columns.get(i).getType());
    }
    if (aligned && call.operand(0).getKind() == SqlKind.ROW) {
      updateRow(call.operand(0));
    }
    return aligned;
  }

  private boolean align(Operand value, int column, RelDataType type) {
    RelDataType own = validator.deriveType(scope, value.get());
    Optional<RelDataType> others =
        MixedTypes.areMixed(List.of(own, type))
            ? MixedTypes.besideTexts(List.of(own, type))
            : Optional.empty();
    if (others.isEmpty()) {
      return false;
    }
    Optional<RelDataType> mine = ComparedOperands.target(value.get(), own, others.get());
    mine.ifPresent(target -> value.set(coercion.cast(scope, value.get(), target)));
    SqlNode query = call.operand(1);
    Optional<RelDataType> its =
        ComparedOperands.target(query, type, others.get())
            .map(t -> SqlTypes.INSTANCE.createTypeWithNullability(t, type.isNullable()));
    boolean isCast = its.isPresent() && coercion.castColumn(scope, query, column, its.get());
    return mine.isPresent() || isCast;
  }
}
