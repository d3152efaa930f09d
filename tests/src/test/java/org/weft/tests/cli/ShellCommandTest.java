package org.weft.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.tests.tpch.TpchData;

/** {@code weft shell} without a terminal: a script on stdin. */
class ShellCommandTest {
  @TempDir private Path scratch;

  private WeftProcess.Result shell(String script) throws IOException {
    Path file = Files.writeString(scratch.resolve("script.sql"), script);
    String weft = TpchData.root().resolve("weft").toString();
    return WeftProcess.run(Map.of(), List.of("bash", "-c", weft + " shell < " + file));
  }

  @Test
  void aScriptGivesItsResultsOnStdout() throws IOException {
    WeftProcess.Result result =
        shell("CREATE VIEW v AS SELECT 1 AS a;\n\\timing off\nFROM v;\n\\x\nSELECT 'é' AS b");
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).isEqualTo(" a\n---\n 1\n(1 row)\n-[ row 1 ]-\nb | é\n(1 row)\n");
    assertThat(result.exit()).isZero();
  }

  @Test
  void theFirstErrorEndsItWithItsExitCode() throws IOException {
    WeftProcess.Result result = shell("SELECT 1 AS a;\nSELECT b;\nSELECT 2 AS c;");
    assertThat(result.out()).isEqualTo(" a\n---\n 1\n(1 row)\n");
    assertThat(result.err()).startsWith("SELECT b;\n       ^\nWEFT-101 COLUMN_NOT_FOUND");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(shell("\\nonsense").exit()).isEqualTo(2);
  }
}
