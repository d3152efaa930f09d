package org.weft.planner.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Decides who spills when memory is short: the largest holder, wherever it is. One that nobody is
 * using is spilled by the thread that needs memory; one that another thread is working on is asked
 * and spills at that thread's next safe point. A thread waits for another only if spilling what it
 * holds itself would help little, only for so long, and never for one that waits itself: of two
 * threads that each read a merge and fed an aggregation, both waited for the other's merge, at
 * every batch.
 */
final class SpillArbiter {
  /** Spilling less than this is not worth a run, unless nothing else is left. */
  private static final long LEAST = 1 << 20;

  /** Where all memory is little, less of it is worth a run. */
  private static final long SHARES = 64;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  /**
   * For threads that have nothing to do: their query may be about to give them something, but not
   * if that waits for the thread that asks.
   */
  private static final long PATIENCE_AT_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long PAUSE_MILLIS = 5;

  private final MemoryPool pool;
  private final long threshold;
  private final BooleanSupplier always;
  private final List<MemoryClaim> claims = new CopyOnWriteArrayList<>();
  private final Set<Thread> blocked = ConcurrentHashMap.newKeySet();
  private final Map<Thread, MemoryClaim> atSafePoints = new ConcurrentHashMap<>();
  private final ReentrantLock spilling = new ReentrantLock();
  private final Object givenBack = new Object();
  private volatile int waiting;

  /** What came of looking for somebody else to spill. */
  private enum Help {
    SPILLED,
    ASKED,
    /** Only of threads that rest. */
    ASKED_AT_REST,
    NONE
  }

  /** A claim and what it held when it was looked at, so that an order exists. */
  private record Ranked(MemoryClaim claim, long held) {}

  /**
   * @param threshold memory is short beyond so many bytes
   * @param always asked at every safe point: true to spill there in any case
   */
  SpillArbiter(MemoryPool pool, long threshold, BooleanSupplier always) {
    this.pool = pool;
    this.threshold = threshold;
    this.always = always;
  }

  MemoryClaim add(Spillable holder, MemoryClaim.Query query) {
    MemoryClaim claim = new MemoryClaim(this, holder, query);
    claims.add(claim);
    return claim;
  }

  void remove(MemoryClaim claim) {
    claims.remove(claim);
  }

  long threshold() {
    return threshold;
  }

  boolean isShort(long more) {
    return pool.used() + more > threshold || always.getAsBoolean();
  }

  /** At a safe point of its owner, when memory is short: true if it has to spill. */
  boolean decide(MemoryClaim asking, long more) {
    if (pool.used() + more <= threshold) {
      // forced
      return asking.held() > 0;
    }
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    atSafePoints.put(Thread.currentThread(), asking);
    try {
      while (pool.used() + more > threshold) {
        asking.check();
        long held = asking.held();
        Help help = askLarger(asking, held);
        if (asking.isAsked()) {
          return held > 0;
        }
        if (help == Help.NONE || (help == Help.ASKED && !pause(deadline))) {
          return held > 0 && (isWorthARun(held) || pool.used() + more > pool.limit());
        }
      }
      return false;
    } finally {
      atSafePoints.remove(Thread.currentThread());
    }
  }

  private boolean isWorthARun(long held) {
    return held >= Math.min(LEAST, pool.limit() / SHARES);
  }

  private Help askLarger(MemoryClaim asking, long held) {
    for (Ranked other : largestFirst()) {
      if (other.claim == asking || other.held <= Math.max(held, LEAST)) {
        return Help.NONE;
      }
      if (spill(other.claim)) {
        return Help.SPILLED;
      }
      if (other.claim.isEnding()) {
        return Help.ASKED;
      }
      boolean littleLarger = held >= LEAST && held >= other.held / 2;
      if (canAnswer(other.claim)) {
        if (littleLarger) {
          return Help.NONE;
        }
        other.claim.ask();
        return Help.ASKED;
      }
    }
    return Help.NONE;
  }

  /**
   * One's own safe points are not reached by waiting, nor are those of a thread that waits, but for
   * the one it waits at.
   */
  private boolean canAnswer(MemoryClaim claim) {
    Thread owner = claim.owner();
    return owner != Thread.currentThread()
        && !blocked.contains(owner)
        && atSafePoints.getOrDefault(owner, claim) == claim;
  }

  /**
   * Makes room for someone who cannot spill, at any point.
   *
   * @return false if there is no more to be had
   */
  boolean relieve(long bytes) {
    long now = System.nanoTime();
    long deadline = now + PATIENCE_NANOS;
    long sooner = now + PATIENCE_AT_REST_NANOS;
    blocked.add(Thread.currentThread());
    try {
      while (pool.used() + bytes > pool.limit()) {
        Help help = askAnyone();
        boolean goesOn =
            switch (help) {
              case SPILLED -> true;
              case ASKED -> {
                sooner = System.nanoTime() + PATIENCE_AT_REST_NANOS;
                yield pause(deadline);
              }
              case ASKED_AT_REST -> pause(sooner);
              case NONE -> false;
            };
        if (!goesOn) {
          return false;
        }
      }
      return true;
    } finally {
      blocked.remove(Thread.currentThread());
    }
  }

  private Help askAnyone() {
    Help help = Help.NONE;
    for (Ranked other : largestFirst()) {
      if (other.held == 0) {
        break;
      }
      if (spill(other.claim)) {
        return Help.SPILLED;
      }
      if (other.claim.isEnding()) {
        help = Help.ASKED;
      } else if (help != Help.ASKED && canAnswer(other.claim)) {
        boolean rests = other.claim.rests();
        if (!rests || help == Help.NONE) {
          other.claim.ask();
          help = rests ? Help.ASKED_AT_REST : Help.ASKED;
        }
      }
    }
    return help;
  }

  /** One at a time: what spills may need memory itself and must not make others spill for it. */
  private boolean spill(MemoryClaim claim) {
    if (spilling.isHeldByCurrentThread() || !spilling.tryLock()) {
      return false;
    }
    try {
      return claim.spillNow();
    } finally {
      spilling.unlock();
    }
  }

  private List<Ranked> largestFirst() {
    List<Ranked> ranked = new ArrayList<>();
    for (MemoryClaim claim : claims) {
      ranked.add(new Ranked(claim, claim.held()));
    }
    ranked.sort(Comparator.comparingLong(Ranked::held).reversed());
    return ranked;
  }

  /** The calling thread has come to the end of its work: see {@link MemoryPool#rest}. */
  void rest() {
    for (MemoryClaim claim : claims) {
      if (claim.owner() == Thread.currentThread()) {
        claim.rest();
      }
    }
  }

  /** Some memory was given back. */
  void gaveBack() {
    if (waiting > 0) {
      synchronized (givenBack) {
        givenBack.notifyAll();
      }
    }
  }

  /** Waits a moment; false if that was long enough. */
  private boolean pause(long deadline) {
    synchronized (givenBack) {
      waiting++;
      try {
        givenBack.wait(PAUSE_MILLIS);
        return System.nanoTime() < deadline;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        waiting--;
      }
    }
  }
}
