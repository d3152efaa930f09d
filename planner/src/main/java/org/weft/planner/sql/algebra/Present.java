package org.weft.planner.sql.algebra;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The moment at which a statement starts, in UTC and whole microseconds: the same wherever it asks.
 * A statement that never asked means the same at any time.
 */
public final class Present {
  private final InstantSource clock;
  private LocalDateTime moment;

  /**
   * @param clock asked once, when the statement first asks
   */
  public Present(InstantSource clock) {
    this.clock = clock;
  }

  LocalDateTime moment() {
    if (moment == null) {
      Instant now = clock.instant();
      moment = LocalDateTime.ofInstant(now, ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
    }
    return moment;
  }

  /** Something depends on the moment. */
  public void ask() {
    moment();
  }

  /** True if anything depends on the moment. */
  public boolean isAsked() {
    return moment != null;
  }
}
