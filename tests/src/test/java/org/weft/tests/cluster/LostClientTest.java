package org.weft.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that is killed can clean nothing up: the application must. */
class LostClientTest {
  @TempDir Path directory;

  @Test
  void theApplicationEndsByItself() throws IOException, YarnException {
    ClusterFixture cluster = ClusterFixture.shared();
    Process client = start(cluster);
    try (YarnClient yarn = YarnClient.createYarnClient()) {
      ApplicationId id = ApplicationId.fromString(readyId(client));
      client.destroyForcibly();
      yarn.init(cluster.configuration());
      yarn.start();
      Await.until(
          "the application has ended",
          () ->
              yarn.getApplicationReport(id).getFinalApplicationStatus()
                  != FinalApplicationStatus.UNDEFINED);
      ApplicationReport report = yarn.getApplicationReport(id);
      assertThat(report.getYarnApplicationState()).isEqualTo(YarnApplicationState.FINISHED);
      assertThat(report.getFinalApplicationStatus()).isEqualTo(FinalApplicationStatus.KILLED);
      assertThat(report.getDiagnostics()).contains("the client is gone");
      FileSystem fs = FileSystem.get(cluster.configuration());
      var staging = new org.apache.hadoop.fs.Path(fs.getHomeDirectory(), ".weft/staging/" + id);
      Await.until("its files are gone", () -> !fs.exists(staging));
    } finally {
      client.destroyForcibly();
    }
  }

  private Process start(ClusterFixture cluster) throws IOException {
    Path file = directory.resolve("site.xml");
    try (OutputStream out = Files.newOutputStream(file)) {
      cluster.configuration().writeXml(out);
    }
    return new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ClientProcess.class.getName(),
                file.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String readyId(Process client) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(ClientProcess.READY)) {
        return line.substring(ClientProcess.READY.length());
      }
    }
    throw new AssertionError("the client ended before it was ready");
  }
}
