package org.weft.io.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryPool;
import org.weft.planner.memory.MemoryScope;

class Utf8Properties {
  @Property
  void text_is_what_java_decodes(@ForAll String text) {
    check(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 5000)
  void damaged_text_is_judged_as_java_does(@ForAll int seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i >= 0; i--) {
      int[] samples = {
        'a', 'z', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF
      };
      text.appendCodePoint(samples[random.nextInt(samples.length)]);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextBoolean()) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    check(Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)));
  }

  private static void check(byte[] bytes) {
    try (MemoryPool pool = new MemoryPool(16 << 20);
        MemoryScope memory = pool.scope("test")) {
      Block block = memory.allocate(bytes.length);
      Memory.copy(bytes, 0, block.address(), bytes.length);
      long end = block.address() + bytes.length;
      assertThat(Utf8.isText(block.address(), end)).isEqualTo(isText(bytes));
      boolean ascii = true;
      for (byte b : bytes) {
        ascii &= b >= 0;
      }
      assertThat(Utf8.isAscii(block.address(), end)).isEqualTo(ascii);
    }
  }

  private static boolean isText(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
