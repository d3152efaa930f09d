package org.weft.io.parquet.codec;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;

/** Brotli, one stream per page. */
final class BrotliPages implements Decompressor {
  BrotliPages() {
    if (!Brotli4jLoader.isAvailable()) {
      throw WeftException.of(
              ErrorCode.UNSUPPORTED_FILE,
              "compressed with brotli, whose native library does not load here",
              Brotli4jLoader.getUnavailabilityCause())
          .hint("put com.aayushatharva.brotli4j's native library for this platform into lib/");
    }
  }

  @Override
  public void decompress(long from, int fromLength, long to, int toLength) {
    if (fromLength == 0) {
      throw Decompressor.corrupt("brotli", "nothing to decompress");
    }
    DecoderJNI.Wrapper decoder;
    try {
      decoder = new DecoderJNI.Wrapper(fromLength);
    } catch (IOException e) {
      throw Decompressor.corrupt("brotli", e.getMessage());
    }
    try {
      decoder.getInputBuffer().put(Memory.buffer(from, fromLength));
      decoder.push(fromLength);
      Decompressor.expect("brotli", pull(decoder, to, toLength), toLength);
    } finally {
      decoder.destroy();
    }
  }

  private static int pull(DecoderJNI.Wrapper decoder, long to, int room) {
    int written = 0;
    while (true) {
      switch (decoder.getStatus()) {
        case DONE -> {
          return written;
        }
        case OK -> decoder.push(0);
        case NEEDS_MORE_OUTPUT -> {
          ByteBuffer piece = decoder.pull();
          if (piece.remaining() > room - written) {
            throw Decompressor.corrupt("brotli", "more than the page announces");
          }
          int length = piece.remaining();
          Memory.buffer(to + written, length).put(piece);
          written += length;
        }
        case NEEDS_MORE_INPUT -> throw Decompressor.corrupt("brotli", "it ends too early");
        case ERROR -> throw Decompressor.corrupt("brotli", "it is damaged");
      }
    }
  }
}
