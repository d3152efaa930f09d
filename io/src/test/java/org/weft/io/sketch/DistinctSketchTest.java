package org.weft.io.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctSketchTest {
  /** Five standard errors: 1.04 / sqrt(2048) each. */
  private static final double TOLERANCE = 5 * 0.023;

  @Test
  void nothing_has_no_values() {
    assertThat(new DistinctSketch().estimate()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 3000, 5000, 20_000, 1_000_000})
  void different_values_are_counted_and_repeated_ones_are_not(int values) {
    DistinctSketch sketch = new DistinctSketch();
    for (int round = 0; round < 2; round++) {
      Random random = new Random(values);
      for (int i = 0; i < values; i++) {
        sketch.add(random.nextLong());
      }
    }
    assertThat(sketch.estimate()).isCloseTo(values, within(values * TOLERANCE + 0.5));
  }

  @Test
  void two_sketches_add_up_to_the_one_of_all_values() {
    DistinctSketch a = new DistinctSketch();
    DistinctSketch b = new DistinctSketch();
    DistinctSketch all = new DistinctSketch();
    Random random = new Random(5);
    for (int i = 0; i < 10_000; i++) {
      long hash = random.nextLong();
      (i % 3 == 0 ? a : b).add(hash);
      all.add(hash);
    }
    a.add(b);
    assertThat(a.registers()).isEqualTo(all.registers());
    assertThat(DistinctSketch.of(a.registers()).estimate()).isEqualTo(all.estimate());
  }

  @Test
  void registers_that_cannot_be_are_refused() {
    byte[] registers = new byte[DistinctSketch.REGISTERS];
    assertThatThrownBy(() -> DistinctSketch.of(new byte[7]))
        .isInstanceOf(IllegalArgumentException.class);
    registers[3] = 60;
    assertThatThrownBy(() -> DistinctSketch.of(registers))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
