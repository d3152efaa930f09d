package org.weft.planner.sql.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** A place in a tree at which an expression can be put in another's stead. */
interface Operand {
  SqlNode get();

  void set(SqlNode node);

  /** The operand of a call. */
  static Operand of(SqlCall call, int index) {
    return new Operand() {
      @Override
      public SqlNode get() {
        return call.operand(index);
      }

      @Override
      public void set(SqlNode node) {
        call.setOperand(index, node);
      }
    };
  }

  /** The item of a list. */
  static Operand of(SqlNodeList list, int index) {
    return new Operand() {
      @Override
      public SqlNode get() {
        return list.get(index);
      }

      @Override
      public void set(SqlNode node) {
        list.set(index, node);
      }
    };
  }

  /** All operands of a call. */
  static List<Operand> all(SqlCall call) {
    return IntStream.range(0, call.operandCount()).mapToObj(i -> of(call, i)).toList();
  }

  /** All items of a list. */
  static List<Operand> all(SqlNodeList list) {
    List<Operand> items = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      items.add(of(list, i));
    }
    return items;
  }
}
