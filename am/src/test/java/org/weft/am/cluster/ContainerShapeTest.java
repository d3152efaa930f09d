package org.weft.am.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

class ContainerShapeTest {
  private static final ContainerShape LARGEST = new ContainerShape(2048, 4);

  @Test
  void a_container_beyond_the_cluster_is_refused_at_once_with_the_setting_to_change() {
    assertThatThrownBy(() -> new ContainerShape(4096, 1).checkFits(LARGEST, "a container", "x"))
        .isInstanceOfSatisfying(
            WeftException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONTAINER_TOO_LARGE);
              assertThat(e.sentence())
                  .isEqualTo(
                      "a container wants 4096 MB and 1 core, but the cluster gives at most"
                          + " 2048 MB and 4 cores");
              assertThat(e.hint()).contains("lower x");
            });
  }

  @Test
  void bytes_are_rounded_up() {
    assertThat(ContainerShape.ofBytes((1 << 20) + 1, 1).memoryMb()).isEqualTo(2);
  }
}
