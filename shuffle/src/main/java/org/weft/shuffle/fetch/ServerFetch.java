package org.weft.shuffle.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import org.weft.planner.memory.Memory;
import org.weft.planner.memory.MemoryScope;
import org.weft.shuffle.exchange.MapOutput;
import org.weft.shuffle.exchange.MapOutputLocation;
import org.weft.shuffle.exchange.PartitionRange;
import org.weft.shuffle.exchange.ServerAddress;
import org.weft.shuffle.fetch.FetchedBlocks.Fetched;
import org.weft.shuffle.file.BlockRequest;
import org.weft.shuffle.file.OutputId;

/**
 * Fetches the outputs of one server in their order: checks every block, and after a failure asks
 * again for what has not come yet.
 */
final class ServerFetch implements BlockSupply {
  private static final Logger LOG = LoggerFactory.getLogger(ServerFetch.class);

  private final Sources sources;
  private final FetchSettings settings;
  private final ServerAddress server;
  private final List<MapOutputLocation> outputs;
  private final PartitionRange partitions;
  private final MemoryScope scope;
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final CRC32C crc = new CRC32C();

  // the first output that is not complete, and what has come of it
  private int current;
  private int blocksOfCurrent;
  private long rowsOfCurrent;

  private int failures;
  private int firstRequested;
  private TransportFailure firstFailure;
  private volatile BlockStream stream;
  private FetchedBlocks next;

  /**
   * A fetch of these outputs, all of the same server, of which every one has rows in the
   * partitions.
   */
  ServerFetch(Sources sources, FetchSettings settings, FetchTask task) {
    this.sources = sources;
    this.settings = settings;
    this.server = task.outputs().get(0).server();
    this.outputs = task.outputs();
    this.partitions = task.partitions();
    this.scope = task.scope();
  }

  /** What is to be fetched, and with whose memory. */
  record FetchTask(List<MapOutputLocation> outputs, PartitionRange partitions, MemoryScope scope) {}

  /** Rows of an output in some partitions. */
  static long rows(MapOutput output, PartitionRange partitions) {
    List<Long> rows = output.partitionRows();
    long sum = 0;
    for (int i = partitions.from(); i < partitions.end(rows.size()); i++) {
      sum += rows.get(i);
    }
    return sum;
  }

  List<MapOutputLocation> outputs() {
    return outputs;
  }

  @Override
  public void start() {
    try {
      open();
    } catch (TransportFailure e) {
      firstFailure = e; // for advance, which may wait
    }
  }

  @Override
  public boolean advance() {
    while (true) {
      checkCancelled();
      try {
        if (firstFailure != null) {
          TransportFailure failure = firstFailure;
          firstFailure = null;
          throw failure;
        }
        if (stream == null) {
          open();
        }
        if (!stream.advance()) {
          finish(outputs.size());
          closeStream();
          return false;
        }
        accept(stream.take());
        failures = 0;
        return true;
      } catch (TransportFailure e) {
        retry(e);
      }
    }
  }

  private void open() {
    firstRequested = current;
    List<BlockRequest.Part> parts = new ArrayList<>();
    for (int i = current; i < outputs.size(); i++) {
      MapOutput output = outputs.get(i).output();
      OutputId id = new OutputId(output.query(), output.stage(), output.task(), output.attempt());
      parts.add(new BlockRequest.Part(id, i == current ? blocksOfCurrent : 0));
    }
    BlockRequest request = new BlockRequest(parts, partitions, settings.messageBytes());
    stream = sources.open(server, request, new Sources.Attempt(failures, scope));
    if (cancelled.getCount() == 0) {
      stream.cancel();
    }
  }

  /** Checks the blocks, and counts them only if all are right. */
  private void accept(FetchedBlocks fetched) {
    FetchedBlocks blocks = fetched.renumbered(firstRequested);
    try {
      for (Fetched block : blocks.blocks()) {
        verify(block);
      }
      for (Fetched block : blocks.blocks()) {
        count(block);
      }
    } catch (RuntimeException e) {
      blocks.close();
      throw e;
    }
    next = blocks;
  }

  private void verify(Fetched block) {
    crc.reset();
    crc.update(Memory.buffer(block.address(), block.length()));
    if (block.part() < current || block.part() >= outputs.size()) {
      throw new TransportFailure(
          TransportFailure.Kind.CONNECTION, "blocks came out of order", null);
    }
    if ((int) crc.getValue() != block.checksum()) {
      throw TransportFailure.lost(
          "a block of partition " + block.partition() + " is damaged",
          List.of(block.part() - firstRequested));
    }
  }

  private void count(Fetched block) {
    finish(block.part());
    blocksOfCurrent++;
    rowsOfCurrent += block.rows();
  }

  /** All outputs before this one have come: checks that nothing is missing. */
  private void finish(int end) {
    for (; current < end; current++) {
      long expected = rows(outputs.get(current).output(), partitions);
      if (rowsOfCurrent != expected) {
        throw TransportFailure.lost(
            rowsOfCurrent + " instead of " + expected + " rows came",
            List.of(current - firstRequested));
      }
      blocksOfCurrent = 0;
      rowsOfCurrent = 0;
    }
  }

  /** Waits for the next attempt, or gives up. */
  private void retry(TransportFailure failure) {
    closeStream();
    checkCancelled();
    switch (failure.kind()) {
      case REFUSED ->
          throw WeftException.of(
              ErrorCode.UNAUTHENTICATED,
              server + " refused a shuffle ticket: " + failure.getMessage(),
              failure);
      case LOST, CANCELLED, CONNECTION -> failures++;
    }
    boolean known = failure.kind() == TransportFailure.Kind.LOST;
    // what is lost stays lost, but a block may have been damaged on the way
    if (failures >= (known ? Math.min(2, settings.attempts()) : settings.attempts())) {
      List<MapOutput> lost =
          known
              ? failure.lostParts().stream().map(i -> output(firstRequested + i)).toList()
              : IntStream.range(current, outputs.size()).mapToObj(this::output).toList();
      throw new FetchFailure(
          lost, server + " after " + failures + " attempts: " + failure.getMessage(), failure);
    }
    LOG.info("fetch from {} failed, trying again: {}", server, failure.getMessage());
    pause();
  }

  private MapOutput output(int part) {
    return outputs.get(part).output();
  }

  private void pause() {
    try {
      if (cancelled.await(settings.pauseAfter(failures).toNanos(), TimeUnit.NANOSECONDS)) {
        checkCancelled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw WeftException.of(ErrorCode.CANCELLED, "the shuffle read was interrupted", e);
    }
  }

  private void checkCancelled() {
    if (cancelled.getCount() == 0) {
      throw WeftException.of(ErrorCode.CANCELLED, "the shuffle read was cancelled");
    }
  }

  @Override
  public FetchedBlocks take() {
    FetchedBlocks taken = next;
    next = null;
    return taken;
  }

  @Override
  public MapOutputLocation location(int part) {
    return outputs.get(part);
  }

  @Override
  public void cancel() {
    cancelled.countDown();
    BlockStream running = stream;
    if (running != null) {
      running.cancel();
    }
  }

  private void closeStream() {
    BlockStream old = stream;
    stream = null;
    if (old != null) {
      old.close();
    }
  }

  @Override
  public void close() {
    closeStream();
    if (next != null) {
      next.close();
      next = null;
    }
  }
}
