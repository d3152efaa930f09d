package org.weft.shuffle.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.weft.planner.error.WeftException;
import org.weft.shuffle.exchange.PartitionRange;
import org.weft.shuffle.file.Pieces.Piece;

/**
 * Walks the stored blocks of a request, message by message, and reads their bytes without looking
 * into them. Neighbouring blocks are read in one go. For one thread at a time.
 */
public final class BlockCursor implements AutoCloseable {
  /** Of how many lost outputs the reason is told. */
  private static final int EXPLAINED = 3;

  private final BlockRequest request;
  private final List<Source> sources;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();
  private int part = -1;
  private int partition;
  private int block;
  private long offsetInBlock;
  private FileChannel channel;
  private int channelPart = -1;

  /** A data file and its index. */
  private record Source(Path data, BlockIndex index) {}

  /** Neighbouring bytes of a message. */
  private record Run(int part, long offset, int length) {
    boolean endsAt(int otherPart, long otherOffset) {
      return part == otherPart && offset + length == otherOffset;
    }
  }

  private BlockCursor(BlockRequest request, List<Source> sources) {
    this.request = request;
    this.sources = sources;
  }

  /** Finds the files and reads the indexes of all outputs of a request. */
  static BlockCursor open(BlockRequest request, ShuffleFiles files, IndexCache indexes)
      throws LostOutputs {
    List<Source> sources = new ArrayList<>();
    List<Integer> lost = new ArrayList<>();
    List<String> why = new ArrayList<>();
    for (int i = 0; i < request.parts().size(); i++) {
      OutputId output = request.parts().get(i).output();
      try {
        Path data = files.find(output).orElseThrow(() -> new IOException("there is no such file"));
        sources.add(new Source(data, indexes.get(ShuffleFiles.indexOf(data))));
      } catch (IOException | WeftException e) {
        lost.add(i);
        why.add(output + ": " + e.getMessage());
      }
    }
    if (!lost.isEmpty()) {
      String some = String.join("; ", why.subList(0, Math.min(EXPLAINED, why.size())));
      throw new LostOutputs(lost.size() + " lost: " + some, lost);
    }
    return new BlockCursor(request, sources);
  }

  /** Moves to the next message; false if there is none. */
  public boolean advance() {
    pieces.clear();
    runs.clear();
    int bytes = 0;
    while (findBlock()) {
      BlockIndex index = sources.get(part).index();
      long rest = index.length(block) - offsetInBlock;
      if (bytes > 0 && bytes + rest > request.messageBytes()) {
        break;
      }
      int length = (int) Math.min(rest, request.messageBytes());
      boolean whole = length == index.length(block);
      pieces.add(
          new Piece(
              part,
              partition,
              index.length(block),
              offsetInBlock,
              length,
              index.rows(block),
              index.checksum(block)));
      addRun(index.offset(block) + offsetInBlock, length);
      bytes += length;
      offsetInBlock += length;
      if (length == rest) {
        block++;
        offsetInBlock = 0;
      }
      if (!whole) {
        break; // parts of a large block travel alone
      }
    }
    return bytes > 0;
  }

  /** Moves on to a block that is not yet sent, unless the present one is not. */
  private boolean findBlock() {
    PartitionRange range = request.partitions();
    while (part < sources.size()) {
      if (part >= 0) {
        BlockIndex index = sources.get(part).index();
        while (partition < range.end(index.partitions())) {
          if (block < index.end(partition)) {
            return true;
          }
          partition++;
        }
      }
      startPart();
    }
    return false;
  }

  private void startPart() {
    part++;
    if (part == sources.size()) {
      return;
    }
    BlockIndex index = sources.get(part).index();
    partition = request.partitions().from();
    if (partition < index.partitions()) {
      block = index.first(partition) + request.parts().get(part).skip();
    }
  }

  private void addRun(long offset, int length) {
    Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
    if (last != null && last.endsAt(part, offset)) {
      runs.set(runs.size() - 1, new Run(part, last.offset, last.length + length));
    } else {
      runs.add(new Run(part, offset, length));
    }
  }

  /** What the present message consists of. */
  public Pieces pieces() {
    return new Pieces(pieces);
  }

  /** Reads the bytes of the present message. */
  public void read(ByteBuffer into) throws LostOutputs {
    for (Run run : runs) {
      try {
        open(run.part);
        int end = into.position() + run.length;
        into.limit(end);
        long at = run.offset;
        while (into.hasRemaining()) {
          int count = channel.read(into, at);
          if (count < 0) {
            throw new IOException("the file ends at " + at);
          }
          at += count;
        }
      } catch (IOException e) {
        throw new LostOutputs(request.parts().get(run.part).output() + ": " + e, List.of(run.part));
      }
    }
  }

  private void open(int wanted) throws IOException {
    if (channelPart != wanted) {
      closeChannel();
      channel = FileChannel.open(sources.get(wanted).data(), StandardOpenOption.READ);
      channelPart = wanted;
    }
  }

  private void closeChannel() throws IOException {
    if (channel != null) {
      channelPart = -1;
      channel.close();
    }
  }

  @Override
  public void close() {
    try {
      closeChannel();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
