package org.weft.am.master;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.weft.am.cluster.ContainerGrant;
import org.weft.am.cluster.EngineFiles;
import org.weft.shuffle.exchange.ServerAddress;

class WorkerRecipesTest {
  private static final EngineFiles ENGINE =
      new EngineFiles(
          "{{PWD}}/weft/lib/*",
          Optional.empty(),
          new EngineFiles.Resource("hdfs:///conf", 1, 1, EngineFiles.Visibility.APPLICATION),
          "",
          "hdfs:///staging");

  @Test
  void workers_compile_as_the_client_does() throws IOException {
    List<String> compiling =
        Files.readAllLines(Path.of("../yarn-conf/jvm.options")).stream()
            .filter(line -> line.matches("-XX:(\\w*Inline\\w*|Tier\\d\\w*)=.*"))
            .toList();
    assertThat(compiling).isNotEmpty();
    assertThat(command(2)).contains(compiling);
  }

  @Test
  void two_cores_have_no_use_for_a_parallel_collector() {
    assertThat(command(2)).contains("-XX:+UseSerialGC").contains("-XX:ActiveProcessorCount=2");
    assertThat(command(4)).contains("-XX:+UseParallelGC").contains("-XX:ActiveProcessorCount=4");
  }

  private static String command(int cores) {
    return new WorkerRecipes(ENGINE, new ServerAddress("master", 1), cores, "user")
        .recipe(new ContainerGrant("container_1", "node", 4096))
        .command();
  }
}
