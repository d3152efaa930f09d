package org.weft.am.master;

import java.util.concurrent.TimeUnit;

/** Milliseconds that never go back. */
interface Clock {
  Clock SYSTEM = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());

  long millis();
}
