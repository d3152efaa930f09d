package org.weft.container.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Things to be closed together, the last one added first. All of them are closed, also when one
 * fails; the first failure is thrown with the others as suppressed ones. Not thread-safe.
 */
public final class Closing implements AutoCloseable {
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();

  /** Takes over what is to be closed. */
  public <T extends AutoCloseable> T add(T resource) {
    resources.push(resource);
    return resource;
  }

  /** Closes after a failure, to which failures of closing are added. */
  public void closeAfter(Throwable failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** May be called twice. */
  @Override
  public void close() {
    RuntimeException failure = null;
    while (!resources.isEmpty()) {
      try {
        resources.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = Failures.asRuntime(e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
