package org.weft.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;
import org.weft.tests.tpch.TpchData;

/** {@code weft serve} as a process, and a bare Flight SQL client. */
class ServeCommandTest {
  private static final String PREFIX = "Listening on grpc://";

  @Test
  void servesUntilItIsStopped() throws Exception {
    Process server =
        new ProcessBuilder(
                TpchData.root().resolve("weft").toString(),
                "serve",
                "--table",
                "nation=" + TpchData.at("0.01").file("nation"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      assertThat(line).startsWith(PREFIX + "127.0.0.1:");
      int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
      assertThat(countNations(port)).isEqualTo(25);
      server.destroy();
      assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      server.destroyForcibly();
    }
  }

  private static long countNations(int port) throws Exception {
    try (BufferAllocator allocator = new RootAllocator();
        FlightClient flight =
            FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", port)).build();
        FlightSqlClient client = new FlightSqlClient(flight)) {
      FlightInfo info = client.execute("SELECT n_name FROM nation");
      long rows = 0;
      try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket())) {
        while (stream.next()) {
          rows += stream.getRoot().getRowCount();
        }
      }
      return rows;
    }
  }

  @Test
  void refusesToListenForOthersWithoutAToken() throws IOException {
    WeftProcess.Result result = WeftProcess.run(Map.of(), "serve", "--host", "0.0.0.0");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("WEFT_TOKEN");
  }
}
