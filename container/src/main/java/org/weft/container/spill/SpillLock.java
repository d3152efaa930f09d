package org.weft.container.spill;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The lock on what one thread of an operator keeps. It is held while a batch is taken in; at any
 * other time another thread may spill the rows. Where taking in or spilling fails, of a batch or of
 * the rows there may be a part only: nobody shall write that, so it stays until it is given back
 * with the query.
 */
public final class SpillLock {
  private final ReentrantLock busy = new ReentrantLock();
  private boolean stays;

  /** Changes what is kept, by its owner. */
  public void change(Runnable change) {
    get(
        () -> {
          change.run();
          return null;
        });
  }

  /** As {@link #change}, with a result. */
  public <T> T get(Supplier<T> change) {
    busy.lock();
    try {
      return change.get();
    } catch (RuntimeException | Error e) {
      stays = true;
      throw e;
    } finally {
      busy.unlock();
    }
  }

  /**
   * Spills for any thread, unless the rows stay or are being changed.
   *
   * @param spill tells whether there was something to spill
   * @return true if something was spilled
   */
  public boolean spillIfFree(BooleanSupplier spill) {
    if (busy.isHeldByCurrentThread() || !busy.tryLock()) {
      return false;
    }
    try {
      return !stays && spill.getAsBoolean();
    } catch (RuntimeException | Error e) {
      stays = true;
      throw e;
    } finally {
      busy.unlock();
    }
  }

  /** From now on what is kept stays where it is. */
  public void seal() {
    change(() -> stays = true);
  }

  /** From now on other threads may spill what is kept. */
  public void unseal() {
    change(() -> stays = false);
  }
}
