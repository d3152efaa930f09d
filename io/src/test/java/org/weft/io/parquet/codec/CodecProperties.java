package org.weft.io.parquet.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.weft.io.parquet.codec.Decompressors.Content;
import org.weft.io.parquet.footer.Codec;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;
import org.xerial.snappy.Snappy;

/** What was compressed comes back; what was damaged is refused or comes back as something. */
class CodecProperties {
  /** A codec and the kind of page it is used for. */
  enum Way {
    SNAPPY_NUMBERS(Codec.SNAPPY, Content.NUMBERS),
    SNAPPY_TEXT(Codec.SNAPPY, Content.TEXT),
    GZIP(Codec.GZIP, Content.TEXT),
    ZSTD(Codec.ZSTD, Content.TEXT),
    LZ4_RAW(Codec.LZ4_RAW, Content.TEXT),
    LZ4_BARE(Codec.LZ4, Content.TEXT),
    LZ4_FRAMED(Codec.LZ4, Content.TEXT),
    BROTLI(Codec.BROTLI, Content.TEXT);

    private final Codec codec;
    private final Content content;

    Way(Codec codec, Content content) {
      this.codec = codec;
      this.content = content;
    }

    private byte[] compress(byte[] plain) throws IOException {
      return switch (this) {
        case SNAPPY_NUMBERS, SNAPPY_TEXT -> Snappy.compress(plain);
        case GZIP -> gzip(plain);
        case ZSTD -> Zstd.compress(plain);
        case LZ4_RAW, LZ4_BARE -> lz4(plain);
        case LZ4_FRAMED -> framed(plain);
        case BROTLI -> {
          Brotli4jLoader.ensureAvailability();
          yield Encoder.compress(plain);
        }
      };
    }
  }

  @Property(tries = 300)
  void what_was_compressed_comes_back(@ForAll Way way, @ForAll int seed) throws IOException {
    byte[] plain = bytes(new Random(seed));
    assertThat(decompress(way, way.compress(plain), plain.length)).isEqualTo(plain);
  }

  @Property(tries = 800)
  void damage_is_refused_or_harmless(@ForAll Way way, @ForAll int seed) throws IOException {
    Random random = new Random(seed);
    byte[] plain = bytes(random);
    byte[] compressed = way.compress(plain);
    for (int i = 0; i <= random.nextInt(3); i++) {
      compressed[random.nextInt(compressed.length)] = (byte) random.nextInt();
    }
    if (random.nextInt(4) == 0) {
      compressed = Arrays.copyOf(compressed, 1 + random.nextInt(compressed.length));
    }
    try {
      assertThat(decompress(way, compressed, plain.length)).hasSameSizeAs(plain);
    } catch (WeftException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_FILE);
    }
  }

  @Property(tries = 100)
  void another_length_than_announced_is_refused(
      @ForAll Way way, @ForAll int seed, @ForAll @IntRange(min = -3, max = 3) int more)
      throws IOException {
    byte[] plain = bytes(new Random(seed));
    if (more == 0 || plain.length + more <= 0) {
      return;
    }
    try {
      decompress(way, way.compress(plain), plain.length + more);
      throw new AssertionError("not refused");
    } catch (WeftException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_FILE);
    }
  }

  private static byte[] decompress(Way way, byte[] compressed, int length) {
    try (MemoryPool pool = new MemoryPool(16 << 20);
        MemoryScope memory = pool.scope("test");
        Decompressors decompressors = new Decompressors()) {
      Block from = memory.allocate(compressed.length);
      Block to = memory.allocate(length);
      Memory.copy(compressed, 0, from.address(), compressed.length);
      decompressors
          .of(way.codec, way.content)
          .decompress(from.address(), compressed.length, to.address(), length);
      return Memory.bytes(to.address(), length);
    }
  }

  /** Numbers, text, runs and noise of any length. */
  private static byte[] bytes(Random random) {
    int length = 1 + random.nextInt(random.nextInt(4) == 0 ? 100_000 : 300);
    ByteBuffer bytes = ByteBuffer.allocate(length + 32);
    int kind = random.nextInt(5);
    while (bytes.position() < length) {
      switch (kind == 4 ? random.nextInt(4) : kind) {
        case 0 -> bytes.putLong(Long.reverseBytes(random.nextInt(200_000)));
        case 1 ->
            bytes.put(
                "the quick brown fox jumps ".getBytes(StandardCharsets.UTF_8),
                0,
                random.nextInt(26));
        case 2 -> bytes.put((byte) (bytes.position() / 50));
        default -> bytes.putInt(random.nextInt());
      }
    }
    return Arrays.copyOf(bytes.array(), length);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // two members: the second continues the first
    for (byte[] part :
        new byte[][] {
          Arrays.copyOf(plain, plain.length / 2),
          Arrays.copyOfRange(plain, plain.length / 2, plain.length)
        }) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(part);
      }
    }
    return out.toByteArray();
  }

  private static byte[] lz4(byte[] plain) {
    return LZ4Factory.fastestInstance().fastCompressor().compress(plain);
  }

  private static byte[] framed(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < plain.length; at += 1000) {
      byte[] part = Arrays.copyOfRange(plain, at, Math.min(plain.length, at + 1000));
      byte[] compressed = lz4(part);
      out.write(ByteBuffer.allocate(8).putInt(part.length).putInt(compressed.length).array());
      out.write(compressed);
    }
    return out.toByteArray();
  }
}
