package org.weft.io.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;

class FileInputTest {
  private static final int LENGTH = 5 << 20;

  @TempDir Path directory;
  private byte[] content;
  private Path file;
  private Storage storage;

  @BeforeEach
  void write() throws IOException {
    content = new byte[LENGTH];
    new Random(1).nextBytes(content);
    file = directory.resolve("bytes");
    Files.write(file, content);
    storage = new Storage(DiskAsRemote.configuration());
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:", "raw:", "check:"})
  void ranges_arrive_whole(String scheme) {
    List<ByteRange> ranges = new ArrayList<>();
    for (long at = 0; at < LENGTH - 100_000; at += 400_001) {
      ranges.add(new ByteRange(at, 70_003));
      ranges.add(new ByteRange(at + 70_003, 10));
    }
    ranges.add(new ByteRange(LENGTH - 1, 1));
    for (Fusion fusion : List.of(Fusion.NONE, Fusion.DEFAULT, new Fusion(400_000, 2 << 20))) {
      try (MemoryPool pool = new MemoryPool(64 << 20);
          MemoryScope memory = pool.scope("test");
          FileInput input = storage.open(storage.file(scheme + file), fusion)) {
        try (FetchedBytes bytes = input.read(ranges, memory)) {
          for (int i = 0; i < ranges.size(); i++) {
            ByteRange range = ranges.get(i);
            assertThat(Memory.bytes(bytes.address(i), (int) range.length()))
                .isEqualTo(Arrays.copyOfRange(content, (int) range.offset(), (int) range.end()));
          }
        }
        assertThat(pool.used()).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:", "raw:", "check:"})
  void a_file_that_ends_early_is_an_error_and_keeps_no_memory(String scheme) {
    try (MemoryPool pool = new MemoryPool(64 << 20);
        MemoryScope memory = pool.scope("test");
        FileInput input = storage.open(storage.file(scheme + file), Fusion.NONE)) {
      List<ByteRange> ranges = List.of(new ByteRange(0, 10), new ByteRange(LENGTH - 10, 20));
      WeftException e = catchThrowableOfType(WeftException.class, () -> input.read(ranges, memory));
      assertThat(e.code()).isEqualTo(ErrorCode.READ_FAILED);
      assertThat(e.sentence()).contains("bytes");
      assertThat(pool.used()).isZero();
      assertThat(
              catchThrowableOfType(
                      WeftException.class, () -> input.readFully(LENGTH - 5, new byte[10]))
                  .code())
          .isEqualTo(ErrorCode.READ_FAILED);
    }
  }

  @Test
  void neighbours_are_read_in_one_request() {
    List<ByteRange> ranges =
        List.of(
            new ByteRange(0, 100),
            new ByteRange(150, 50),
            new ByteRange(301, 100),
            new ByteRange(401, 5000),
            new ByteRange(5401, 1));
    assertThat(new Fusion(100, 1000).requests(ranges))
        .containsExactly(
            new Fusion.Request(new ByteRange(0, 200), 0, 1),
            new Fusion.Request(new ByteRange(301, 100), 2, 2),
            new Fusion.Request(new ByteRange(401, 5000), 3, 3),
            new Fusion.Request(new ByteRange(5401, 1), 4, 4));
    assertThat(Fusion.NONE.requests(ranges)).hasSize(5);
  }
}
