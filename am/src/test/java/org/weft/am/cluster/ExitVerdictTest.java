package org.weft.am.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.weft.am.cluster.ExitVerdict.Blame;
import org.weft.am.cluster.ExitVerdict.Expectation;
import org.weft.planner.error.ErrorCode;

/** What every way to end means. */
class ExitVerdictTest {
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0     | ITS_TASKS | ended without being asked
          1     | ITS_TASKS | exit code 1
          21    | ITS_NODE  | no Java 17
          134   | ITS_TASKS | aborted
          137   | ITS_TASKS | killed
          139   | ITS_TASKS | crashed
          143   | NOBODY    | terminated
          -1000 | ITS_NODE  | could not be started
          -100  | NOBODY    | released, or its node was lost
          -101  | ITS_NODE  | disks
          -102  | NOBODY    | preempted
          -103  | ITS_TASKS | virtual memory
          -104  | ITS_TASKS | memory limit
          -105  | NOBODY    | we stopped it
          -106  | NOBODY    | the ResourceManager stopped it
          -107  | NOBODY    | application had ended
          -108  | NOBODY    | displaced
          -109  | ITS_TASKS | logs
          """)
  void judges(int status, Blame blame, String words) {
    ExitVerdict verdict =
        ExitVerdict.of(new ContainerEnd("c", status, ""), Expectation.MEANT_TO_RUN);
    assertThat(verdict.blame()).isEqualTo(blame);
    assertThat(verdict.reason()).contains(words);
    assertThat(ExitVerdict.of(new ContainerEnd("c", status, ""), Expectation.TOLD_TO_STOP).blame())
        .as("when told to stop")
        .isEqualTo(Blame.NOBODY);
  }

  @Test
  void repeats_the_last_words_of_the_process() {
    ContainerEnd end = new ContainerEnd("c", 1, "x".repeat(1000) + "\n  no space left\n");
    assertThat(ExitVerdict.of(end, Expectation.MEANT_TO_RUN).reason())
        .endsWith("x | no space left")
        .hasSizeLessThan(500);
  }

  @Test
  void names_the_missing_java() {
    assertThat(
            ExitVerdict.of(
                    new ContainerEnd("c", JavaCommand.NO_JAVA_STATUS, ""), Expectation.MEANT_TO_RUN)
                .code())
        .isEqualTo(ErrorCode.NO_JAVA);
  }
}
