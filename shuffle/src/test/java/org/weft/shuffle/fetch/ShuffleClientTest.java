package org.weft.shuffle.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.weft.planner.memory.MemoryScope;
import org.weft.planner.stage.StageOutput;
import org.weft.shuffle.ShuffleFixture;
import org.weft.shuffle.TestRows;
import org.weft.shuffle.TestRows.Nulls;
import org.weft.shuffle.TestRows.Sample;
import org.weft.shuffle.block.Compression;
import org.weft.shuffle.exchange.MapOutput;
import org.weft.shuffle.exchange.MapOutputLocation;
import org.weft.shuffle.exchange.PartitionRange;
import org.weft.shuffle.exchange.ServerAddress;
import org.weft.shuffle.file.BlockRequest;
import org.weft.shuffle.read.ShuffleReader;
import org.weft.shuffle.read.ShuffleRequest;

/** Which way is taken to the blocks, and how often. */
class ShuffleClientTest {
  private static final ServerAddress SELF = new ServerAddress("node1", 1);
  private static final ServerAddress NEIGHBOUR = new ServerAddress("node1", 2);
  private static final ServerAddress ELSEWHERE = new ServerAddress("node2", 1);

  @TempDir Path directory;
  private ShuffleFixture fixture;
  private final List<List<Object>> rows = new ArrayList<>();
  private MapOutput output;

  @BeforeEach
  void open() {
    fixture = new ShuffleFixture(directory);
    Sample sample = new TestRows(1, fixture.scope).any(TestRows.ALL_TYPES, 2000, Nulls.SOME);
    rows.addAll(sample.rows());
    output =
        fixture.write(
            fixture.target(0, Compression.LZ4),
            new StageOutput.Hashed(List.of(4), 3),
            TestRows.ALL_TYPES,
            List.of(sample.batch()));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void files_of_this_node_are_read_directly() {
    Flaky wire = new Flaky(0);
    try (ShuffleClient client = client(wire)) {
      for (ServerAddress server : List.of(SELF, NEIGHBOUR)) {
        TestRows.assertSameRows(fixture.read(client, request(server)), rows);
      }
    }
    assertThat(wire.opened).isZero();
  }

  @Test
  void other_nodes_are_asked_and_asked_again() {
    Flaky wire = new Flaky(1);
    try (ShuffleClient client = remote(wire)) {
      TestRows.assertSameRows(fixture.read(client, request(ELSEWHERE)), rows);
    }
    assertThat(wire.opened).isEqualTo(2);
  }

  @Test
  void files_that_turn_out_to_be_here_need_no_second_call() {
    Flaky wire = new Flaky(Integer.MAX_VALUE);
    try (ShuffleClient client = client(wire)) {
      TestRows.assertSameRows(fixture.read(client, request(ELSEWHERE)), rows);
    }
    assertThat(wire.opened).isEqualTo(1);
  }

  @Test
  void attempts_are_bounded() {
    Flaky wire = new Flaky(Integer.MAX_VALUE);
    try (ShuffleClient client = remote(wire)) {
      assertThatThrownBy(() -> fixture.read(client, request(ELSEWHERE)))
          .isInstanceOfSatisfying(
              FetchFailure.class, e -> assertThat(e.lost()).containsExactly(output));
    }
    assertThat(wire.opened).isEqualTo(ShuffleFixture.IMPATIENT.attempts());
  }

  @Test
  void outputs_without_rows_are_not_asked_for() {
    MapOutput empty =
        fixture.write(
            fixture.target(7, Compression.LZ4),
            new StageOutput.Single(),
            TestRows.ALL_TYPES,
            List.of());
    Flaky wire = new Flaky(Integer.MAX_VALUE);
    try (ShuffleClient client = remote(wire);
        ShuffleReader reader =
            ShuffleReader.open(
                client,
                ShuffleRequest.unordered(
                    List.of(new MapOutputLocation(empty, ELSEWHERE)),
                    PartitionRange.ALL,
                    TestRows.ALL_TYPES),
                fixture.scope)) {
      assertThat(reader.advance()).isFalse();
    }
    assertThat(wire.opened).isZero();
  }

  private ShuffleRequest request(ServerAddress server) {
    return ShuffleRequest.unordered(
        List.of(new MapOutputLocation(output, server)), PartitionRange.ALL, TestRows.ALL_TYPES);
  }

  private ShuffleClient client(BlockTransport wire) {
    return new ShuffleClient(
        wire,
        Optional.of(new ShuffleClient.Own(SELF, new LocalTransport(fixture.stored))),
        ShuffleFixture.IMPATIENT);
  }

  private static ShuffleClient remote(BlockTransport wire) {
    return new ShuffleClient(wire, Optional.empty(), ShuffleFixture.IMPATIENT);
  }

  /** A wire that fails some times and then works. */
  private final class Flaky implements BlockTransport {
    private final int failures;
    private int opened;

    Flaky(int failures) {
      this.failures = failures;
    }

    @Override
    public BlockStream open(ServerAddress server, BlockRequest request, MemoryScope scope) {
      opened++;
      if (opened <= failures) {
        throw new TransportFailure(TransportFailure.Kind.CONNECTION, "no route", null);
      }
      return new LocalTransport(fixture.stored).open(server, request, scope);
    }

    @Override
    public void close() {}
  }
}
