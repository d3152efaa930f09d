package org.weft.container.function;

import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.ValueNode;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.LibraryCall;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.type.ListType;
import org.weft.planner.vector.Vector;
import org.weft.planner.vector.nested.ListBuilder;

/** Nodes of functions that take a lambda. */
final class LambdaKernels {
  private LambdaKernels() {}

  static ValueNode make(LibraryCall call, Parts parts) {
    MemoryScope memory = parts.memory().scope();
    return switch (call.function()) {
      case "list_transform" ->
          new ElementsNode(call, parts, new Transformed((ListType) call.type(), memory));
      case "list_filter" ->
          new ElementsNode(call, parts, new Filtered((ListType) call.type(), memory));
      case "any_match" -> new ElementsNode(call, parts, new Matched(true));
      case "all_match" -> new ElementsNode(call, parts, new Matched(false));
      case "list_reduce", "aggregate" -> new ReduceNode(call, parts);
      case "list_sort" -> new ComparedSortNode(call, parts);
      default ->
          throw WeftException.of(
              ErrorCode.FUNCTION_NOT_FOUND,
              "no function '" + call.function() + "' with a lambda in this version");
    };
  }

  /** A list of what the lambda gave. */
  private record Transformed(ListBuilder list) implements ElementsNode.Gathering {
    Transformed(ListType type, MemoryScope memory) {
      this(new ListBuilder(type, memory));
    }

    @Override
    public void start() {
      list.start();
    }

    @Override
    public void take(ElementBatch elements, int place, Vector given) {
      if (given.isNull(place)) {
        list.addNull();
      } else {
        list.add(given.layout(), given.valueAddress(place));
      }
    }

    @Override
    public void finish(Answer out) {
      out.nested(list);
    }
  }

  /** A list of the elements for which the lambda was true. */
  private record Filtered(ListBuilder list) implements ElementsNode.Gathering {
    Filtered(ListType type, MemoryScope memory) {
      this(new ListBuilder(type, memory));
    }

    @Override
    public void start() {
      list.start();
    }

    @Override
    public void take(ElementBatch elements, int place, Vector given) {
      boolean isTrue = !given.isNull(place) && Memory.getByte(given.valueAddress(place)) != 0;
      if (!isTrue) {
        return;
      }
      if (elements.isNull(0, place)) {
        list.addNull();
      } else {
        list.add(elements.layout(0), elements.value(0, place));
      }
    }

    @Override
    public void finish(Answer out) {
      out.nested(list);
    }
  }

  /** Three-valued: whether one element is true, or all are. */
  private static final class Matched implements ElementsNode.Gathering {
    private final boolean decisive;
    private boolean isDecided;
    private boolean hasNull;

    /**
     * @param decisive what the lambda needs to give for one element to decide the answer
     */
    Matched(boolean decisive) {
      this.decisive = decisive;
    }

    @Override
    public void start() {
      isDecided = false;
      hasNull = false;
    }

    @Override
    public void take(ElementBatch elements, int place, Vector given) {
      if (given.isNull(place)) {
        hasNull = true;
      } else {
        isDecided |= (Memory.getByte(given.valueAddress(place)) != 0) == decisive;
      }
    }

    @Override
    public void finish(Answer out) {
      if (isDecided) {
        out.flag(decisive);
      } else if (hasNull) {
        out.nothing();
      } else {
        out.flag(!decisive);
      }
    }
  }
}
