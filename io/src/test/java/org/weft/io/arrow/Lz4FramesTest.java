package org.weft.io.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Lz4FramesTest {
  /** A header that says blocks depend on each other, as LZ4's own library writes them. */
  private static final String LINKED = "04224d18 40 40 c0";

  private static String read(String frame, int length) {
    ByteBuffer to = ByteBuffer.allocate(length);
    Lz4Frames.decode(ByteBuffer.wrap(HexFormat.of().parseHex(frame.replace(" ", ""))), to);
    return new String(to.array(), StandardCharsets.US_ASCII);
  }

  @Test
  void blocks_refer_to_those_before_them() {
    String abcd = "05000000 40 61626364";
    // one literal, then six bytes from four before, then two literals
    String later = "07000000 12 65 0400 20 6667";
    assertThat(read(LINKED + abcd + later + "00000000", 13)).isEqualTo("abcdebcdebcfg");
  }

  @Test
  void blocks_that_are_not_compressed() {
    assertThat(read(LINKED + "02000080 6869" + "00000000", 2)).isEqualTo("hi");
  }

  @Test
  void damaged_frames_are_refused() {
    String frame = LINKED + "05000000 40 61626364" + "07000000 12 65 0400 20 6667" + "00000000";
    byte[] whole = HexFormat.of().parseHex(frame.replace(" ", ""));
    for (int cut = 0; cut < whole.length; cut++) {
      ByteBuffer part = ByteBuffer.wrap(Arrays.copyOf(whole, cut));
      assertThatThrownBy(() -> Lz4Frames.decode(part, ByteBuffer.allocate(13)))
          .isInstanceOf(RuntimeException.class);
    }
    assertThatThrownBy(() -> read(frame, 12)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> read(frame, 14)).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> read(LINKED + "04000000 00 0100 00" + "00000000", 4))
        .isInstanceOf(RuntimeException.class);
  }
}
