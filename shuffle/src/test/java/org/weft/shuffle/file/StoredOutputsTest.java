package org.weft.shuffle.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.shuffle.exchange.PartitionRange;

class StoredOutputsTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {"", "..", "../x", "a/b", "/etc", ".hidden", "a\0b", "a b", "a\\b", "-rf", "ä"})
  void names_that_could_lead_elsewhere_are_refused(String query) {
    assertThatThrownBy(() -> new OutputId(query, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ShuffleFiles(List.of(directory)).deleteQuery(query))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_index_comes_back_as_it_was_and_damage_is_noticed() throws IOException {
    BlockIndex.Builder builder = new BlockIndex.Builder(3);
    builder.add(2, new BlockIndex.Entry(100, 50, 7, 11));
    builder.add(0, new BlockIndex.Entry(150, 20, 2, 12));
    builder.add(2, new BlockIndex.Entry(170, 30, 4, 13));
    Path file = directory.resolve("x.index");
    builder.build(200).write(file);

    BlockIndex index = BlockIndex.read(file);
    assertThat(index.partitions()).isEqualTo(3);
    assertThat(index.dataLength()).isEqualTo(200);
    assertThat(index.partitionRows(2)).isEqualTo(11);
    assertThat(index.partitionBytes(2)).isEqualTo(80);
    assertThat(index.partitionRows(1)).isZero();
    assertThat(index.offset(index.first(2))).isEqualTo(100);
    assertThat(index.offset(index.first(2) + 1)).isEqualTo(170);
    assertThat(index.checksum(index.first(0))).isEqualTo(12);

    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 4;
      Files.write(file, damaged);
      assertThatThrownBy(() -> BlockIndex.read(file))
          .isInstanceOfSatisfying(
              WeftException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_FILE));
    }
  }

  @Test
  void neighbouring_blocks_come_in_one_message_and_large_ones_in_parts() throws Exception {
    OutputId output = new OutputId("q", 1, 2, 3);
    write(output, new long[] {10, 20, 100, 5});
    StoredOutputs stored = new StoredOutputs(new ShuffleFiles(List.of(directory)));

    assertThat(messages(stored, request(output, 0, 64)))
        .containsExactly("0+10 1+20", "2+64", "2+36", "3+5");
    assertThat(messages(stored, request(output, 0, 1000))).containsExactly("0+10 1+20 2+100 3+5");
    assertThat(messages(stored, request(output, 2, 1000))).containsExactly("2+100 3+5");
    assertThat(messages(stored, request(output, 4, 1000))).isEmpty();
  }

  @Test
  void an_output_without_index_is_not_there() throws Exception {
    OutputId output = new OutputId("q", 1, 2, 3);
    write(output, new long[] {10});
    Files.delete(ShuffleFiles.index(directory, output));
    StoredOutputs stored = new StoredOutputs(new ShuffleFiles(List.of(directory)));
    assertThatThrownBy(() -> stored.open(request(output, 0, 10)))
        .isInstanceOfSatisfying(LostOutputs.class, e -> assertThat(e.parts()).containsExactly(0));
  }

  private static BlockRequest request(OutputId output, int skip, int messageBytes) {
    return new BlockRequest(
        List.of(new BlockRequest.Part(output, skip)), PartitionRange.ALL, messageBytes);
  }

  /** A file of blocks of these lengths, one partition each, filled with their numbers. */
  private void write(OutputId output, long[] lengths) throws IOException {
    BlockIndex.Builder builder = new BlockIndex.Builder(lengths.length);
    ByteBuffer data = ByteBuffer.allocate(1000);
    for (int i = 0; i < lengths.length; i++) {
      builder.add(i, new BlockIndex.Entry(data.position(), lengths[i], 1, 0));
      for (long k = 0; k < lengths[i]; k++) {
        data.put((byte) i);
      }
    }
    Path file = ShuffleFiles.data(directory, output);
    Files.createDirectories(file.getParent());
    Files.write(file, Arrays.copyOf(data.array(), data.position()));
    builder.build(data.position()).write(ShuffleFiles.index(directory, output));
  }

  /**
   * The messages as "partition+bytes" of their pieces; checks that the bytes are the right ones.
   */
  private static List<String> messages(StoredOutputs stored, BlockRequest request)
      throws LostOutputs {
    List<String> messages = new ArrayList<>();
    try (BlockCursor cursor = stored.open(request)) {
      while (cursor.advance()) {
        Pieces pieces = Pieces.decode(ByteBuffer.wrap(cursor.pieces().encode()));
        assertThat(pieces).isEqualTo(cursor.pieces());
        ByteBuffer bytes = ByteBuffer.allocate(pieces.bytes());
        cursor.read(bytes);
        bytes.flip();
        StringBuilder message = new StringBuilder();
        for (Pieces.Piece piece : pieces.list()) {
          for (int i = 0; i < piece.length(); i++) {
            assertThat(bytes.get()).isEqualTo((byte) piece.partition());
          }
          message.append(' ').append(piece.partition()).append('+').append(piece.length());
        }
        messages.add(message.substring(1));
      }
    }
    return messages;
  }
}
