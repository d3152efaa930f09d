package org.weft.planner.physical;

/** Which rows of a hash join come out. */
public enum HashJoinType {
  /** Pairs that match. */
  INNER,
  /** Pairs, and probe rows without a match, the build columns null. */
  PROBE_OUTER,
  /** Pairs, and build rows without a match, the probe columns null. */
  BUILD_OUTER,
  /** Pairs, and the rows of both sides without a match. */
  FULL,
  /** Probe rows with a match, once each. */
  PROBE_SEMI,
  /** Probe rows without a match. */
  PROBE_ANTI,
  /** All probe rows, once each, and a boolean that says whether they have a match. */
  PROBE_MARK,
  /** Build rows with a match, once each; emitted after the whole probe side was seen. */
  BUILD_SEMI,
  /** Build rows without a match; emitted after the whole probe side was seen. */
  BUILD_ANTI;

  /**
   * True if build rows must be emitted after the probe: such a join cannot broadcast its build
   * side.
   */
  public boolean emitsBuildRowsAtEnd() {
    return switch (this) {
      case BUILD_OUTER, FULL, BUILD_SEMI, BUILD_ANTI -> true;
      case INNER, PROBE_OUTER, PROBE_SEMI, PROBE_ANTI, PROBE_MARK -> false;
    };
  }

  /** True if nothing comes out for a probe row without a match. */
  public boolean dropsUnmatchedProbeRows() {
    return switch (this) {
      case INNER, BUILD_OUTER, PROBE_SEMI, BUILD_SEMI, BUILD_ANTI -> true;
      case PROBE_OUTER, FULL, PROBE_ANTI, PROBE_MARK -> false;
    };
  }

  /** True if pairs of rows come out, as opposed to rows of one side only. */
  public boolean emitsPairs() {
    return switch (this) {
      case INNER, PROBE_OUTER, BUILD_OUTER, FULL -> true;
      case PROBE_SEMI, PROBE_ANTI, PROBE_MARK, BUILD_SEMI, BUILD_ANTI -> false;
    };
  }

  /** True if probe rows come out by whether they have a match, and build columns do not. */
  public boolean asksOnlyForMatch() {
    return this == PROBE_SEMI || this == PROBE_ANTI || this == PROBE_MARK;
  }
}
