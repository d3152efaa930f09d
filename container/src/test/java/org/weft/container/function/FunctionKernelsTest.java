package org.weft.container.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.weft.planner.function.FunctionEntry;
import org.weft.planner.function.FunctionRegistry;

/** The registry promises nothing that is not computed, and nothing is computed that it hides. */
class FunctionKernelsTest {
  @Test
  void every_entry_has_a_kernel_and_every_kernel_an_entry() {
    Set<String> promised = new TreeSet<>();
    for (FunctionEntry entry : FunctionRegistry.entries()) {
      if (entry.needsKernel()) {
        promised.add(entry.name());
      }
    }
    assertThat(FunctionKernels.names()).isEqualTo(promised);
  }
}
