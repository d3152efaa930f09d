package org.weft.planner.scan;

/** Which of the three truth values a predicate may have for some row. */
record Outcomes(boolean mayBeTrue, boolean mayBeFalse, boolean mayBeNull) {
  static final Outcomes ANY = new Outcomes(true, true, true);
  static final Outcomes ONLY_NULL = new Outcomes(false, false, true);

  Outcomes and(Outcomes other) {
    return new Outcomes(
        mayBeTrue && other.mayBeTrue,
        mayBeFalse || other.mayBeFalse,
        mayBeNull && (other.mayBeNull || other.mayBeTrue) || mayBeTrue && other.mayBeNull);
  }

  Outcomes or(Outcomes other) {
    return negated().and(other.negated()).negated();
  }

  Outcomes negated() {
    return new Outcomes(mayBeFalse, mayBeTrue, mayBeNull);
  }

  /** Of a test that is never null: true for what is given, else false. */
  static Outcomes test(boolean mayHold, boolean mayFail) {
    return new Outcomes(mayHold, mayFail, false);
  }
}
