package org.weft.shuffle.fetch;

import java.util.ArrayList;
import java.util.List;
import org.weft.shuffle.exchange.MapOutputLocation;

/** One fetch after the other, the next one asked for while the present one is read. */
final class SequentialFetch implements BlockSupply {
  private final List<ServerFetch> fetches;
  private final List<Integer> firstParts = new ArrayList<>();
  private final List<MapOutputLocation> locations = new ArrayList<>();
  private int current;
  private int started;
  private FetchedBlocks next;

  SequentialFetch(List<ServerFetch> fetches) {
    this.fetches = List.copyOf(fetches);
    for (ServerFetch fetch : fetches) {
      firstParts.add(locations.size());
      locations.addAll(fetch.outputs());
    }
  }

  @Override
  public void start() {
    startUpTo(1);
  }

  private void startUpTo(int end) {
    while (started < Math.min(end, fetches.size())) {
      fetches.get(started++).start();
    }
  }

  @Override
  public boolean advance() {
    for (; current < fetches.size(); current++) {
      startUpTo(current + 2);
      ServerFetch fetch = fetches.get(current);
      if (fetch.advance()) {
        next = fetch.take().renumbered(firstParts.get(current));
        return true;
      }
      fetch.close();
    }
    return false;
  }

  @Override
  public FetchedBlocks take() {
    FetchedBlocks taken = next;
    next = null;
    return taken;
  }

  @Override
  public MapOutputLocation location(int part) {
    return locations.get(part);
  }

  @Override
  public void cancel() {
    fetches.forEach(ServerFetch::cancel);
  }

  @Override
  public void close() {
    fetches.forEach(ServerFetch::close);
    if (next != null) {
      next.close();
      next = null;
    }
  }
}
