package org.weft.shuffle.fetch;

import java.time.Duration;
import org.weft.planner.memory.Block;

/**
 * How a process fetches.
 *
 * @param attempts how often a server is asked without any progress before its outputs are lost
 * @param firstPause between the first two attempts; each further one is twice as long
 * @param longestPause no pause is longer
 * @param servers how many servers are asked at once by one reader
 * @param bytesInFlight how many fetched bytes may wait for one reader
 * @param messageBytes about how large a message is to be
 */
public record FetchSettings(
    int attempts,
    Duration firstPause,
    Duration longestPause,
    int servers,
    long bytesInFlight,
    int messageBytes) {
  /** With its padding it fills a block of the pool. */
  private static final int MESSAGE = (1 << 20) - Block.PADDING;

  /** 5 attempts within about 4 s, 4 servers at once, 16 MiB in flight, messages of 1 MiB. */
  public static final FetchSettings DEFAULT =
      new FetchSettings(5, Duration.ofMillis(250), Duration.ofSeconds(5), 4, 16L << 20, MESSAGE);

  public FetchSettings {
    if (attempts < 1 || servers < 1 || bytesInFlight < 1 || messageBytes < 1) {
      throw new IllegalArgumentException("nothing could be fetched with these settings");
    }
  }

  /** The same with smaller messages, for so many streams at once. */
  FetchSettings sharedBy(int streams) {
    long share = bytesInFlight / Math.max(1, streams);
    int message = (int) Math.max(Math.min(messageBytes, share), Math.min(messageBytes, 64 << 10));
    return new FetchSettings(attempts, firstPause, longestPause, servers, bytesInFlight, message);
  }

  /** How long to wait after so many failed attempts. */
  Duration pauseAfter(int failed) {
    Duration pause = firstPause.multipliedBy(1L << Math.min(failed - 1, 20));
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
