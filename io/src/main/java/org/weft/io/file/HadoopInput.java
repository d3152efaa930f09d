package org.weft.io.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileRange;
import org.apache.hadoop.fs.StreamCapabilities;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Block;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;

/**
 * A file of Hadoop's. Streams with vectored reads of their own (object stores) are given all
 * requests at once; others are read piece by piece, into pool memory where they can (HDFS).
 */
final class HadoopInput implements FileInput {
  private static final int LARGEST_READ = 1 << 30;
  private static final int COPY_BUFFER = 1 << 20;

  private final String path;
  private final FSDataInputStream stream;
  private final Fusion fusion;

  HadoopInput(String path, FSDataInputStream stream, Fusion fusion) {
    this.path = path;
    this.stream = stream;
    this.fusion = fusion;
  }

  @Override
  public FetchedBytes read(List<ByteRange> ranges, MemoryScope scope) {
    List<Fusion.Request> requests = fusion.requests(ranges);
    List<Block> blocks = Collections.synchronizedList(new ArrayList<>());
    try {
      long[] starts = isVectored(requests) ? vectored(requests, scope, blocks) : null;
      long[] addresses = new long[ranges.size()];
      for (int r = 0; r < requests.size(); r++) {
        Fusion.Request request = requests.get(r);
        long start = starts != null ? starts[r] : single(request.range(), scope, blocks);
        for (int i = request.first(); i <= request.last(); i++) {
          addresses[i] = start + ranges.get(i).offset() - request.range().offset();
        }
      }
      return new FetchedBytes(blocks, addresses);
    } catch (IOException e) {
      blocks.forEach(Block::close);
      throw FileErrors.of(path, e);
    } catch (RuntimeException e) {
      blocks.forEach(Block::close);
      throw e;
    }
  }

  private boolean isVectored(List<Fusion.Request> requests) {
    return requests.size() > 1
        && stream.hasCapability(StreamCapabilities.VECTOREDIO)
        && requests.stream().allMatch(r -> r.range().length() <= LARGEST_READ);
  }

  private long[] vectored(List<Fusion.Request> requests, MemoryScope scope, List<Block> blocks)
      throws IOException {
    List<FileRange> asked = new ArrayList<>();
    for (Fusion.Request request : requests) {
      ByteRange range = request.range();
      asked.add(FileRange.createFileRange(range.offset(), (int) range.length()));
    }
    stream.readVectored(asked, length -> buffer(length, scope, blocks));
    long[] starts = new long[requests.size()];
    IOException failure = null;
    for (int r = 0; r < starts.length; r++) {
      // all are awaited, also after a failure: a late one would write into memory given back
      try {
        starts[r] = landed(asked.get(r), scope, blocks);
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return starts;
  }

  private static ByteBuffer buffer(int length, MemoryScope scope, List<Block> blocks) {
    Block block = scope.allocate(length);
    blocks.add(block);
    return Memory.buffer(block.address(), length);
  }

  /** Where a range came to lie: usually in a buffer of ours or a slice of one. */
  private static long landed(FileRange range, MemoryScope scope, List<Block> blocks)
      throws IOException {
    ByteBuffer data = await(range);
    if (data.remaining() != range.getLength()) {
      throw new EOFException(data.remaining() + " of " + range.getLength() + " bytes read");
    }
    if (data.isDirect()) {
      long start = Memory.address(data) + data.position();
      synchronized (blocks) {
        for (Block block : blocks) {
          if (start >= block.address()
              && start + data.remaining() <= block.address() + block.capacity()) {
            return start;
          }
        }
      }
    }
    Block block = scope.allocate(range.getLength());
    blocks.add(block);
    Memory.buffer(block.address(), range.getLength()).put(data);
    return block.address();
  }

  private static ByteBuffer await(FileRange range) throws IOException {
    try {
      return range.getData().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while reading").initCause(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof WeftException cause) {
        throw cause;
      }
      throw new IOException(e.getCause());
    }
  }

  private long single(ByteRange range, MemoryScope scope, List<Block> blocks) throws IOException {
    Block block = scope.allocate(range.length());
    blocks.add(block);
    fill(range, block.address());
    return block.address();
  }

  @Override
  public void readInto(long offset, long address, int length) {
    try {
      fill(new ByteRange(offset, length), address);
    } catch (EOFException e) {
      throw FileErrors.endsEarly(path, new ByteRange(offset, length));
    } catch (IOException e) {
      throw FileErrors.of(path, e);
    }
  }

  private void fill(ByteRange range, long address) throws IOException {
    if (stream.hasCapability(StreamCapabilities.PREADBYTEBUFFER)) {
      for (long done = 0; done < range.length(); done += LARGEST_READ) {
        int piece = (int) Math.min(range.length() - done, LARGEST_READ);
        stream.readFully(range.offset() + done, Memory.buffer(address + done, piece));
      }
      return;
    }
    byte[] copy = new byte[(int) Math.min(range.length(), COPY_BUFFER)];
    for (long done = 0; done < range.length(); done += copy.length) {
      int piece = (int) Math.min(range.length() - done, copy.length);
      stream.readFully(range.offset() + done, copy, 0, piece);
      Memory.copy(copy, 0, address + done, piece);
    }
  }

  @Override
  public void readFully(long offset, byte[] into) {
    try {
      stream.readFully(offset, into);
    } catch (EOFException e) {
      throw WeftException.of(
          ErrorCode.READ_FAILED, path + " ends before byte " + (offset + into.length), e);
    } catch (IOException e) {
      throw FileErrors.of(path, e);
    }
  }

  @Override
  public RequestCost requestCost() {
    return RequestCost.ROUND_TRIP;
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw FileErrors.of(path, e);
    }
  }
}
