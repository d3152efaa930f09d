package org.weft.shuffle.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.stage.StageOutput;
import org.weft.planner.vector.Batch;
import org.weft.shuffle.ShuffleFixture;
import org.weft.shuffle.TestRows;
import org.weft.shuffle.TestRows.Nulls;
import org.weft.shuffle.TestRows.Sample;
import org.weft.shuffle.block.Compression;
import org.weft.shuffle.exchange.MapOutput;
import org.weft.shuffle.exchange.MapOutputLocation;
import org.weft.shuffle.exchange.PartitionRange;
import org.weft.shuffle.exchange.ServerAddress;
import org.weft.shuffle.fetch.FetchFailure;
import org.weft.shuffle.fetch.FetchSettings;
import org.weft.shuffle.fetch.ShuffleClient;
import org.weft.shuffle.file.BlockRequest;
import org.weft.shuffle.file.OutputId;
import org.weft.shuffle.flight.BreakingProxy.Recovery;
import org.weft.shuffle.read.ShuffleReader;
import org.weft.shuffle.read.ShuffleRequest;

/** The shuffle over real connections on this machine. */
class FlightShuffleTest {
  private static final TicketSigner SIGNER =
      new TicketSigner("the secret of this application".getBytes(StandardCharsets.UTF_8));
  private static final ServerAddress ANY_PORT = new ServerAddress("localhost", 0);

  @TempDir Path directory;

  private final BufferAllocator allocator = new RootAllocator();
  private ShuffleFixture fixture;
  private ShuffleServer server;
  private ShuffleClient client;

  @BeforeEach
  void open() {
    fixture = new ShuffleFixture(directory);
    server = server(ANY_PORT);
    client = client(SIGNER, ShuffleFixture.IMPATIENT);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
    fixture.close();
    awaitNothingAllocated();
    allocator.close();
  }

  /** Netty gives the last messages of a broken connection back on its own threads. */
  private void awaitNothingAllocated() {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (allocator.getAllocatedMemory() > 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(allocator.getAllocatedMemory()).isZero();
  }

  private ShuffleServer server(ServerAddress address) {
    return ShuffleServer.start(
        address, new ShuffleService(fixture.stored, SIGNER, allocator), allocator);
  }

  private ShuffleClient client(TicketSigner signer, FetchSettings settings) {
    return new ShuffleClient(
        new FlightTransport(allocator, signer, Duration.ofSeconds(30)), Optional.empty(), settings);
  }

  /** Writes some outputs of random rows; adds the rows to {@code expected}. */
  private List<MapOutput> write(int outputs, int batches, List<List<Object>> expected) {
    TestRows source = new TestRows(outputs, fixture.scope);
    List<MapOutput> written = new ArrayList<>();
    for (int task = 0; task < outputs; task++) {
      List<Batch> input = new ArrayList<>();
      for (int i = 0; i < batches; i++) {
        Sample sample = source.any(TestRows.ALL_TYPES, 900, Nulls.SOME);
        input.add(sample.batch());
        expected.addAll(sample.rows());
      }
      written.add(
          fixture.write(
              fixture.target(task, Compression.values()[task % 3]),
              new StageOutput.Hashed(List.of(13), 4),
              TestRows.ALL_TYPES,
              input));
    }
    return written;
  }

  private static List<MapOutputLocation> at(ShuffleServer server, List<MapOutput> outputs) {
    return outputs.stream().map(out -> new MapOutputLocation(out, server.address())).toList();
  }

  private ShuffleRequest all(List<MapOutputLocation> outputs) {
    return ShuffleRequest.unordered(outputs, PartitionRange.ALL, TestRows.ALL_TYPES);
  }

  @ParameterizedTest
  @EnumSource(ShuffleRequest.Order.class)
  void rows_come_back_from_several_servers(ShuffleRequest.Order order) {
    List<List<Object>> expected = new ArrayList<>();
    List<MapOutput> outputs = write(6, 3, expected);
    try (ShuffleServer other = server(ANY_PORT)) {
      List<MapOutputLocation> locations = new ArrayList<>(at(server, outputs.subList(0, 4)));
      locations.addAll(at(other, outputs.subList(4, 6)));
      ShuffleRequest request =
          new ShuffleRequest(locations, PartitionRange.ALL, TestRows.ALL_TYPES, order, List.of());

      TestRows.assertSameRows(fixture.read(client, request), expected);
    }
  }

  @Test
  void blocks_larger_than_a_message_come_in_parts() {
    List<List<Object>> expected = new ArrayList<>();
    List<MapOutput> outputs = write(2, 4, expected);
    FetchSettings tiny =
        new FetchSettings(1, Duration.ofMillis(1), Duration.ofMillis(1), 1, 5000, 4321);
    try (ShuffleClient small = client(SIGNER, tiny)) {
      TestRows.assertSameRows(fixture.read(small, all(at(server, outputs))), expected);
    }
  }

  @Test
  void a_ticket_of_another_application_is_refused() {
    List<MapOutput> outputs = write(1, 1, new ArrayList<>());
    TicketSigner other = new TicketSigner(new byte[16]);
    try (ShuffleClient foreign = client(other, ShuffleFixture.IMPATIENT)) {
      assertThatThrownBy(() -> fixture.read(foreign, all(at(server, outputs))))
          .isInstanceOfSatisfying(
              WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
    }
  }

  @Test
  void a_changed_or_unsigned_ticket_is_refused() throws Exception {
    MapOutput output = write(1, 1, new ArrayList<>()).get(0);
    byte[] ticket =
        ShuffleTicket.encode(
            new BlockRequest(
                List.of(new BlockRequest.Part(new OutputId(output.query(), 3, 0, 0), 0)),
                PartitionRange.ALL,
                1 << 16),
            SIGNER);
    byte[] changed = ticket.clone();
    changed[12] ^= 1;
    byte[] text = "3:0,1".getBytes(StandardCharsets.UTF_8);
    Location location = Location.forGrpcInsecure(server.address().host(), server.address().port());
    try (FlightClient flight = FlightClient.builder(allocator, location).build()) {
      for (byte[] bad : List.of(changed, text, new byte[0])) {
        try (FlightStream stream = flight.getStream(new Ticket(bad))) {
          assertThatThrownBy(stream::next)
              .isInstanceOfSatisfying(
                  FlightRuntimeException.class,
                  e -> assertThat(e.status().code()).isEqualTo(FlightStatusCode.UNAUTHENTICATED));
        }
      }
      try (FlightStream stream = flight.getStream(new Ticket(ticket))) {
        assertThat(stream.next()).isTrue();
      }
    }
  }

  @Test
  void all_lost_outputs_are_named_at_once() throws IOException {
    List<MapOutput> outputs = write(5, 1, new ArrayList<>());
    Files.delete(Path.of(outputs.get(1).path().replace(".data", ".index")));
    Files.delete(Path.of(outputs.get(3).path().replace(".data", ".index")));

    assertThatThrownBy(() -> fixture.read(client, all(at(server, outputs))))
        .isInstanceOfSatisfying(
            FetchFailure.class,
            e -> {
              assertThat(e.lost()).containsExactly(outputs.get(1), outputs.get(3));
              assertThat(e.code()).isEqualTo(ErrorCode.SHUFFLE_LOST);
              assertThat(e.isRetryable()).isTrue();
            });
  }

  @Test
  void thousands_of_lost_outputs_are_named_too() {
    List<MapOutput> outputs = new ArrayList<>(write(1, 1, new ArrayList<>()));
    for (int task = 1; task < 20_000; task++) {
      outputs.add(new MapOutput("query_1", 3, task, 0, "gone", List.of(8L), List.of(1L)));
    }
    assertThatThrownBy(() -> fixture.read(client, all(at(server, outputs))))
        .isInstanceOfSatisfying(
            FetchFailure.class, e -> assertThat(e.lost()).isEqualTo(outputs.subList(1, 20_000)))
        .hasMessageContaining("19999 lost");
  }

  @Test
  void a_damaged_block_is_named() throws IOException {
    List<MapOutput> outputs = write(3, 2, new ArrayList<>());
    try (RandomAccessFile file = new RandomAccessFile(outputs.get(1).path(), "rw")) {
      file.seek(file.length() / 2);
      int old = file.read();
      file.seek(file.length() / 2);
      file.write(old ^ 0x10);
    }
    assertThatThrownBy(() -> fixture.read(client, all(at(server, outputs))))
        .isInstanceOfSatisfying(
            FetchFailure.class, e -> assertThat(e.lost()).containsExactly(outputs.get(1)))
        .hasMessageContaining("damaged");
  }

  @Test
  void a_truncated_file_is_named() throws IOException {
    List<MapOutput> outputs = write(2, 2, new ArrayList<>());
    try (RandomAccessFile file = new RandomAccessFile(outputs.get(0).path(), "rw")) {
      file.setLength(file.length() / 2);
    }
    assertThatThrownBy(() -> fixture.read(client, all(at(server, outputs))))
        .isInstanceOfSatisfying(
            FetchFailure.class, e -> assertThat(e.lost()).containsExactly(outputs.get(0)));
  }

  @Test
  void a_server_that_is_not_there_loses_all_its_outputs() {
    List<MapOutput> outputs = write(3, 1, new ArrayList<>());
    List<MapOutputLocation> locations = at(server, outputs);
    server.close();

    assertThatThrownBy(() -> fixture.read(client, all(locations)))
        .isInstanceOfSatisfying(
            FetchFailure.class, e -> assertThat(e.lost()).containsExactlyElementsOf(outputs))
        .hasMessageContaining("3 attempts");
  }

  @Test
  void a_server_killed_in_mid_stream_loses_what_had_not_come() throws IOException {
    List<MapOutput> outputs = write(8, 3, new ArrayList<>());
    FetchSettings few =
        new FetchSettings(2, Duration.ofMillis(1), Duration.ofMillis(2), 1, 1 << 20, 4096);
    try (BreakingProxy proxy = new BreakingProxy(server.address(), 300_000, Recovery.NEVER);
        ShuffleClient small = client(SIGNER, few)) {
      List<MapOutputLocation> locations =
          outputs.stream().map(out -> new MapOutputLocation(out, proxy.address())).toList();

      assertThatThrownBy(() -> fixture.read(small, all(locations)))
          .isInstanceOfSatisfying(
              FetchFailure.class,
              e ->
                  assertThat(e.lost())
                      .isNotEmpty()
                      .isEqualTo(outputs.subList(8 - e.lost().size(), 8)));
    }
  }

  @Test
  void what_came_before_a_connection_broke_does_not_come_again() throws IOException {
    List<List<Object>> expected = new ArrayList<>();
    List<MapOutput> outputs = write(8, 3, expected);
    FetchSettings few =
        new FetchSettings(3, Duration.ofMillis(1), Duration.ofMillis(2), 1, 1 << 20, 4096);
    try (BreakingProxy proxy = new BreakingProxy(server.address(), 300_000, Recovery.AT_ONCE);
        ShuffleClient small = client(SIGNER, few)) {
      List<MapOutputLocation> locations =
          outputs.stream().map(out -> new MapOutputLocation(out, proxy.address())).toList();

      TestRows.assertSameRows(fixture.read(small, all(locations)), expected);
      assertThat(proxy.connections()).isGreaterThan(2);
    }
  }

  @Test
  void a_silent_server_is_given_up() throws IOException {
    List<MapOutput> outputs = write(3, 3, new ArrayList<>());
    FetchSettings few =
        new FetchSettings(2, Duration.ofMillis(1), Duration.ofMillis(2), 1, 1 << 20, 4096);
    try (BreakingProxy proxy = new BreakingProxy(server.address(), 50_000, Recovery.SILENT);
        ShuffleClient impatient =
            new ShuffleClient(
                new FlightTransport(allocator, SIGNER, Duration.ofMillis(300)),
                Optional.empty(),
                few)) {
      List<MapOutputLocation> locations =
          outputs.stream().map(out -> new MapOutputLocation(out, proxy.address())).toList();

      assertThatThrownBy(() -> fixture.read(impatient, all(locations)))
          .isInstanceOf(FetchFailure.class)
          .hasMessageContaining("silent");
    }
  }

  @Test
  void a_reader_closed_early_stops_the_transfer() {
    List<MapOutput> outputs = write(8, 6, new ArrayList<>());
    try (ShuffleReader reader =
        ShuffleReader.open(client, all(at(server, outputs)), fixture.scope)) {
      assertThat(reader.advance()).isTrue();
    }
    assertThat(fixture.pool.used()).isEqualTo(fixture.scope.held());
  }

  @Test
  void a_cancelled_reader_says_so() {
    List<MapOutput> outputs = write(2, 2, new ArrayList<>());
    try (ShuffleReader reader =
        ShuffleReader.open(client, all(at(server, outputs)), fixture.scope)) {
      reader.cancel();
      assertThatThrownBy(
              () -> {
                while (reader.advance()) {
                  TestRows.read(reader.batch());
                }
              })
          .isInstanceOfSatisfying(
              WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    }
  }
}
