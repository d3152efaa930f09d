package org.weft.container.function;

import java.util.Map;
import java.util.Set;
import org.weft.container.expression.tree.Parts;
import org.weft.container.expression.tree.ValueNode;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.expr.LibraryCall;

/** The kernel of every function of the library. */
public final class FunctionKernels {
  private static final Map<String, FunctionKernel> KERNELS = kernels();

  private FunctionKernels() {}

  private static Map<String, FunctionKernel> kernels() {
    KernelList list = new KernelList();
    StringKernels.add(list);
    PatternKernels.add(list);
    NumberKernels.add(list);
    AttemptKernels.add(list);
    TimeKernels.add(list);
    BinaryKernels.add(list);
    CodeKernels.add(list);
    HashKernels.add(list);
    CipherKernels.add(list);
    XmlKernels.add(list);
    JsonKernels.add(list);
    CsvKernels.add(list);
    ListKernels.add(list);
    ListQueries.add(list);
    ArrayKernels.add(list);
    UrlKernels.add(list);
    EnumKernels.add(list);
    TimeTextKernels.add(list);
    DurationKernels.add(list);
    ConditionKernels.add(list);
    IntervalKernels.add(list);
    NestedKernels.add(list);
    MapKernels.add(list);
    return list.byName();
  }

  /** A node for a call. */
  public static ValueNode make(LibraryCall call, Parts parts) {
    if (call.lambda().isPresent()) {
      return LambdaKernels.make(call, parts);
    }
    FunctionKernel kernel = KERNELS.get(call.function());
    if (kernel == null) {
      throw WeftException.of(
          ErrorCode.FUNCTION_NOT_FOUND, "no function '" + call.function() + "' in this version");
    }
    return kernel.make(call, parts);
  }

  /** The names of the functions that have one. */
  static Set<String> names() {
    return KERNELS.keySet();
  }
}
