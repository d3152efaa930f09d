package org.weft.planner.memory;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;

/**
 * All off-heap memory of a process, with a limit.
 *
 * <p>Blocks are powers of two from 4 KiB, and from 4 MiB also quarters between them. Their padding
 * comes on top and is not counted: most of what is asked for are such powers, and when the padding
 * was part of them they took the next one, twice as much. Up to 64 MiB they are kept when given
 * back and lent again, still mapped and touched: fresh pages for every hash table cost a factor of
 * 1.3 to 3 (measured, engine-performance.md §5). Kept blocks do not count as used and are freed
 * when the limit needs them. Thread-safe.
 *
 * <p>Operators that can do with less memory register a {@link MemoryClaim}: when {@link #used}
 * nears the limit, the largest of them spills. What is left below the limit is for those that
 * cannot.
 */
public final class MemoryPool implements AutoCloseable {
  private static final int SMALLEST_SHIFT = 12;

  /** From 4 MiB on there are four sizes between one power of two and the next. */
  private static final int FINE_SHIFT = 22;

  private static final long LARGEST_KEPT = 64L << 20;

  /** What is left to those that cannot spill: a fifth, but not more than they can need. */
  private static final long MOST_LEFT = 512L << 20;

  private static final int NAMED_HOLDERS = 4;

  private final long limit;
  private final SpillArbiter arbiter;
  private final Set<MemoryScope> scopes = ConcurrentHashMap.newKeySet();
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();
  private final AtomicLong kept = new AtomicLong();
  private final SizeClass[] classes = new SizeClass[classOf(LARGEST_KEPT) + 1];

  /** Free blocks of one size. */
  private static final class SizeClass {
    private final ArrayDeque<Block> free = new ArrayDeque<>();
  }

  /** A pool that lends at most this many bytes at a time. */
  public MemoryPool(long limit) {
    this(limit, () -> false);
  }

  /**
   * A pool whose operators also spill when they are told to, for tests.
   *
   * @param always asked at every point where an operator could spill
   */
  public MemoryPool(long limit, BooleanSupplier always) {
    this.limit = limit;
    this.arbiter = new SpillArbiter(this, limit - Math.min(limit / 5, MOST_LEFT), always);
    for (int i = 0; i < classes.length; i++) {
      classes[i] = new SizeClass();
    }
  }

  /** A new owner of memory. The name appears in errors. */
  public MemoryScope scope(String owner) {
    MemoryScope scope = new MemoryScope(this, owner);
    scopes.add(scope);
    return scope;
  }

  void forget(MemoryScope scope) {
    scopes.remove(scope);
  }

  /**
   * Registers something that can spill. The calling thread is the one whose safe points it has.
   *
   * @param query whose memory it is
   */
  public MemoryClaim claim(Spillable holder, MemoryClaim.Query query) {
    return arbiter.add(holder, query);
  }

  /**
   * Told by a thread that has come to the end of its work, or waits for others to come to it: until
   * one of its claims comes to a safe point again, nobody waits long for what they hold.
   */
  public void rest() {
    arbiter.rest();
  }

  public long limit() {
    return limit;
  }

  /** Bytes lent now. */
  public long used() {
    return used.get();
  }

  /** Most bytes ever lent at a time. */
  public long peak() {
    return peak.get();
  }

  /** Measures the most that is in use anew, from what is now. */
  public void restartPeak() {
    peak.set(used());
  }

  /** What may still be taken before operators have to spill; negative if they have to. */
  public long free() {
    return arbiter.threshold() - used.get();
  }

  /**
   * Lends a block.
   *
   * @param owed bytes of it that were promised, and so are counted already
   */
  Block take(long bytes, long owed, MemoryScope owner) {
    long size = sizeFor(bytes);
    long charge = size - Math.min(owed, size);
    long now = used.addAndGet(charge);
    while (now > limit && charge > 0) {
      used.addAndGet(-charge);
      if (!arbiter.relieve(charge)) {
        throw refused(bytes, owner);
      }
      now = used.addAndGet(charge);
    }
    peak.accumulateAndGet(now, Math::max);
    Block block = keptBlock(size);
    if (block == null) {
      freeKept(now + kept.get() - limit);
      block = new Block(this, Memory.allocate(size + Block.PADDING), size);
    }
    if (Memory.CHECK) {
      LiveBlocks.add(block.address(), size + Block.PADDING);
    }
    return block;
  }

  /** Counts bytes that will be taken, or no longer will. */
  void promise(long bytes) {
    peak.accumulateAndGet(used.addAndGet(bytes), Math::max);
    if (bytes < 0) {
      arbiter.gaveBack();
    }
  }

  private WeftException refused(long bytes, MemoryScope asking) {
    return WeftException.of(
            ErrorCode.OUT_OF_MEMORY,
            asking.owner()
                + " needs "
                + bytes
                + " bytes and holds "
                + asking.held()
                + ", but "
                + used.get()
                + " of "
                + limit
                + " bytes are in use"
                + largestHolders())
        .hint("raise weft.memory.limit, or use fewer threads");
  }

  /** Who holds most, by name. */
  private String largestHolders() {
    Map<String, Long> byOwner = new TreeMap<>();
    scopes.forEach(scope -> byOwner.merge(scope.owner(), scope.held(), Long::sum));
    return byOwner.entrySet().stream()
        .filter(holder -> holder.getValue() > 0)
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(NAMED_HOLDERS)
        .map(holder -> holder.getKey() + " " + holder.getValue())
        .collect(Collectors.joining(", ", ": ", ""));
  }

  void give(Block block) {
    long size = block.allocated();
    if (Memory.CHECK) {
      LiveBlocks.remove(block.address());
      Memory.poison(block.address(), size + Block.PADDING);
    }
    if (size <= LARGEST_KEPT) {
      SizeClass sizeClass = classes[classOf(size)];
      synchronized (sizeClass) {
        sizeClass.free.push(new Block(this, block.address(), size));
      }
      kept.addAndGet(size);
    } else {
      Memory.free(block.address());
    }
    used.addAndGet(-size);
    arbiter.gaveBack();
  }

  private Block keptBlock(long size) {
    if (size > LARGEST_KEPT) {
      return null;
    }
    SizeClass sizeClass = classes[classOf(size)];
    synchronized (sizeClass) {
      Block block = sizeClass.free.poll();
      if (block != null) {
        kept.addAndGet(-size);
      }
      return block;
    }
  }

  private static int classOf(long size) {
    int shift = 63 - Long.numberOfLeadingZeros(size);
    if (shift < FINE_SHIFT) {
      return shift - SMALLEST_SHIFT;
    }
    int quarter = (int) (size >>> (shift - 2)) & 3;
    return FINE_SHIFT - SMALLEST_SHIFT + 4 * (shift - FINE_SHIFT) + quarter;
  }

  /** Frees so many kept bytes, or all there are; large blocks first. */
  private void freeKept(long bytes) {
    long left = bytes;
    for (int i = classes.length - 1; i >= 0 && left > 0; i--) {
      synchronized (classes[i]) {
        Block block;
        while (left > 0 && (block = classes[i].free.poll()) != null) {
          left -= block.allocated();
          kept.addAndGet(-block.allocated());
          Memory.free(block.address());
        }
      }
    }
  }

  /** What a block of so many bytes counts: sizes are rounded up. */
  public static long sizeFor(long bytes) {
    if (bytes < 0 || bytes > 1L << 46) {
      throw new IllegalArgumentException("cannot allocate " + bytes + " bytes");
    }
    if (bytes > LARGEST_KEPT) {
      // large blocks are not recycled, so they need no size class: round to 1 MiB only
      return (bytes + (1 << 20) - 1) & -(1 << 20);
    }
    long wanted = Math.max(bytes, 1L << SMALLEST_SHIFT);
    long half = Long.highestOneBit(wanted - 1);
    if (half < 1L << FINE_SHIFT) {
      return half << 1;
    }
    long quarter = half >>> 2;
    return (wanted + quarter - 1) & -quarter;
  }

  /**
   * Frees what is kept.
   *
   * @throws IllegalStateException if something is still lent
   */
  @Override
  public void close() {
    freeKept(Long.MAX_VALUE);
    if (used.get() != 0) {
      throw new IllegalStateException(used.get() + " bytes were not given back");
    }
  }
}
