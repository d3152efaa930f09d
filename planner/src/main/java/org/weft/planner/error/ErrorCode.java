package org.weft.planner.error;

/**
 * Every way a statement can fail. The number is what users search for; it never changes meaning.
 */
public enum ErrorCode {
  SYNTAX(100, Blame.USER),
  COLUMN_NOT_FOUND(101, Blame.USER),
  TABLE_NOT_FOUND(102, Blame.USER),
  UNSUPPORTED_STATEMENT(103, Blame.USER),
  UNSUPPORTED_FEATURE(104, Blame.USER),
  TYPE_MISMATCH(105, Blame.USER),
  AMBIGUOUS_NAME(106, Blame.USER),
  INVALID_QUERY(107, Blame.USER),
  FUNCTION_NOT_FOUND(108, Blame.USER),
  NAME_IN_USE(109, Blame.USER),
  UNKNOWN_SETTING(110, Blame.USER),
  INVALID_SETTING(111, Blame.USER),
  USAGE(112, Blame.USER),
  SCHEMA_NOT_FOUND(113, Blame.USER),
  DIVISION_BY_ZERO(120, Blame.USER),
  NUMERIC_OVERFLOW(121, Blame.USER),
  INVALID_CAST(122, Blame.USER),
  TOO_MANY_ROWS(123, Blame.USER),
  INVALID_VALUE(124, Blame.USER),
  CANCELLED(130, Blame.USER),

  PATH_NOT_FOUND(201, Blame.USER),
  NO_FILES(202, Blame.USER),
  CORRUPT_FILE(203, Blame.DATA),
  SCHEMA_MISMATCH(204, Blame.DATA),
  UNSUPPORTED_FILE(205, Blame.DATA),
  FILE_CHANGED(206, Blame.DATA),
  ACCESS_DENIED(207, Blame.USER),
  READ_FAILED(208, Blame.CLUSTER),
  WRITE_FAILED(209, Blame.CLUSTER),
  PATH_IN_USE(210, Blame.USER),

  OUT_OF_MEMORY(301, Blame.RESOURCES),
  DISK_FULL(302, Blame.RESOURCES),
  CONTAINER_TOO_LARGE(303, Blame.RESOURCES),

  NO_CLUSTER_CONFIGURATION(401, Blame.USER),
  CLUSTER_UNREACHABLE(402, Blame.CLUSTER),
  QUEUE_REFUSED(403, Blame.CLUSTER),
  SUBMISSION_REFUSED(404, Blame.CLUSTER),
  APPLICATION_FAILED(405, Blame.CLUSTER),
  CONTAINER_LOST(406, Blame.CLUSTER),
  SHUFFLE_LOST(407, Blame.CLUSTER),
  NO_JAVA(408, Blame.CLUSTER),
  UNAUTHENTICATED(409, Blame.USER),
  TIMED_OUT(410, Blame.CLUSTER),

  INTERNAL(901, Blame.BUG);

  /** Who can do something about it. Only {@code CLUSTER} failures are worth a retry. */
  public enum Blame {
    USER,
    DATA,
    RESOURCES,
    CLUSTER,
    BUG
  }

  private final int number;
  private final Blame blame;

  ErrorCode(int number, Blame blame) {
    this.number = number;
    this.blame = blame;
  }

  /** The number users search for. */
  public int number() {
    return number;
  }

  /** Who must act. */
  public Blame blame() {
    return blame;
  }

  /** The number and the name, such as {@code WEFT-101 COLUMN_NOT_FOUND}. */
  @Override
  public String toString() {
    return "WEFT-" + number + " " + name();
  }
}
