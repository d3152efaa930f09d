package org.weft.io.file;

import java.util.ArrayList;
import java.util.List;

/**
 * When neighbouring ranges are read in one request.
 *
 * @param gap most unwanted bytes read between two ranges
 * @param request most bytes of a request that was made of several ranges
 */
public record Fusion(long gap, long request) {
  /**
   * 1 MiB of unwanted bytes costs less than a round trip; 16 MiB (less what a block of the pool
   * needs beside) keep a data node busy.
   */
  public static final Fusion DEFAULT = new Fusion(1 << 20, (16 << 20) - 64);

  /** Every range is a request. */
  public static final Fusion NONE = new Fusion(-1, 0);

  /** A request and the ordinals of the ranges it covers, from {@code first} to {@code last}. */
  record Request(ByteRange range, int first, int last) {}

  /** The requests for ranges that are ascending and do not overlap. */
  List<Request> requests(List<ByteRange> ranges) {
    List<Request> requests = new ArrayList<>();
    int first = 0;
    for (int i = 1; i <= ranges.size(); i++) {
      if (i == ranges.size() || !joins(ranges.get(first), ranges.get(i - 1), ranges.get(i))) {
        long offset = ranges.get(first).offset();
        long length = ranges.get(i - 1).end() - offset;
        requests.add(new Request(new ByteRange(offset, length), first, i - 1));
        first = i;
      }
    }
    return requests;
  }

  private boolean joins(ByteRange first, ByteRange previous, ByteRange next) {
    return next.offset() - previous.end() <= gap && next.end() - first.offset() <= request;
  }
}
