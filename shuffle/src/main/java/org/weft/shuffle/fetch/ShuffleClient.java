package org.weft.shuffle.fetch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.weft.planner.memory.MemoryScope;
import org.weft.shuffle.exchange.MapOutputLocation;
import org.weft.shuffle.exchange.PartitionRange;
import org.weft.shuffle.exchange.ServerAddress;
import org.weft.shuffle.fetch.ServerFetch.FetchTask;
import org.weft.shuffle.file.BlockRequest;

/**
 * Fetches shuffle blocks for all readers of a process: one connection to each server, the process's
 * own files read directly. Thread-safe. Owns the transport and its threads.
 */
public final class ShuffleClient implements AutoCloseable {
  private final BlockTransport remote;
  private final Optional<Own> own;
  private final FetchSettings settings;
  private final ExecutorService threads;

  /** The process's own files, and under which address others reach them. */
  public record Own(ServerAddress address, LocalTransport files) {}

  /** The order in which outputs come. Within one, blocks always come as they were written. */
  public enum Order {
    /** As they arrive, from several servers at once. */
    ANY,
    /** One after the other, as listed. */
    LISTED
  }

  public ShuffleClient(BlockTransport remote, Optional<Own> own, FetchSettings settings) {
    this.remote = remote;
    this.own = own;
    this.settings = settings;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "weft-fetch-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Prepares to fetch some partitions of outputs.
   *
   * @param scope where the memory of what arrives comes from; to be closed after the supply
   */
  public BlockSupply fetch(
      List<MapOutputLocation> outputs, PartitionRange partitions, Order order, MemoryScope scope) {
    List<ServerFetch> fetches = new ArrayList<>();
    List<MapOutputLocation> wanted = withRows(outputs, partitions);
    for (List<MapOutputLocation> group :
        order == Order.ANY ? byServer(wanted) : neighbours(wanted)) {
      fetches.add(new ServerFetch(this::open, settings, new FetchTask(group, partitions, scope)));
    }
    if (order == Order.LISTED) {
      return new SequentialFetch(fetches);
    }
    if (!fetches.isEmpty()) {
      // readers of different partitions begin at different servers
      Collections.rotate(fetches, -(partitions.from() % fetches.size()));
    }
    return new ParallelFetch(fetches, settings, threads);
  }

  /**
   * Prepares to fetch some partitions of outputs that are to be read at the same time: one supply
   * for each output that has rows. Together they are bounded as one.
   */
  public List<BlockSupply> fetchEach(
      List<MapOutputLocation> outputs, PartitionRange partitions, MemoryScope scope) {
    List<MapOutputLocation> wanted = withRows(outputs, partitions);
    FetchSettings shared = settings.sharedBy(wanted.size());
    List<BlockSupply> supplies = new ArrayList<>();
    for (MapOutputLocation output : wanted) {
      FetchTask task = new FetchTask(List.of(output), partitions, scope);
      supplies.add(new ServerFetch(this::open, shared, task));
    }
    return supplies;
  }

  private static List<MapOutputLocation> withRows(
      List<MapOutputLocation> outputs, PartitionRange partitions) {
    return outputs.stream().filter(out -> ServerFetch.rows(out.output(), partitions) > 0).toList();
  }

  private static List<List<MapOutputLocation>> byServer(List<MapOutputLocation> outputs) {
    Map<ServerAddress, List<MapOutputLocation>> groups = new LinkedHashMap<>();
    for (MapOutputLocation output : outputs) {
      groups.computeIfAbsent(output.server(), server -> new ArrayList<>()).add(output);
    }
    return List.copyOf(groups.values());
  }

  /** Divides the list where the server changes. */
  private static List<List<MapOutputLocation>> neighbours(List<MapOutputLocation> outputs) {
    List<List<MapOutputLocation>> groups = new ArrayList<>();
    ServerAddress last = null;
    for (MapOutputLocation output : outputs) {
      if (!output.server().equals(last)) {
        groups.add(new ArrayList<>());
        last = output.server();
      }
      groups.get(groups.size() - 1).add(output);
    }
    return groups;
  }

  private BlockStream open(ServerAddress server, BlockRequest request, Sources.Attempt attempt) {
    boolean here = own.isPresent() && isHere(server, request, attempt);
    BlockTransport transport = here ? own.get().files() : remote;
    return transport.open(server, request, attempt.scope());
  }

  /**
   * Containers of a node may share its disks: then a neighbour's files are read directly, and those
   * of a dead one too. But they may also be unreadable for us, so the ways take turns.
   */
  private boolean isHere(ServerAddress server, BlockRequest request, Sources.Attempt attempt) {
    ServerAddress address = own.get().address();
    if (address.equals(server)) {
      return true;
    }
    int turn = address.host().equals(server.host()) ? 0 : 1;
    return attempt.number() % 2 == turn && own.get().files().has(request);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    remote.close();
  }
}
