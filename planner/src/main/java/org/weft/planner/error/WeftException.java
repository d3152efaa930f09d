package org.weft.planner.error;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A failure a user meets: a stable code, one sentence, the next step, and the place in the
 * statement if it has one.
 *
 * <p>Printed as
 *
 * <pre>
 * WEFT-101 COLUMN_NOT_FOUND: no column 'custkye' (line 1, column 8)
 *   try: use custkey, the nearest name
 * </pre>
 *
 * <p>Open to failures that carry more than a sentence; {@link #hint}, {@link #at} and {@link #in}
 * give a plain copy.
 */
public class WeftException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String sentence;
  private final String hint;
  private final transient TextPosition position;

  /** For a kind of failure that carries more. */
  protected WeftException(ErrorCode code, String sentence, Throwable cause) {
    this(code, sentence, null, null, cause);
  }

  private WeftException(
      ErrorCode code, String sentence, String hint, TextPosition position, Throwable cause) {
    super(sentence, cause);
    this.code = requireNonNull(code, "code");
    this.sentence = requireNonNull(sentence, "sentence");
    this.hint = hint;
    this.position = position;
  }

  /** An error of this code. The sentence has no final stop. */
  public static WeftException of(ErrorCode code, String sentence) {
    return new WeftException(code, sentence, null, null, null);
  }

  /** An error of this code with what led to it. */
  public static WeftException of(ErrorCode code, String sentence, Throwable cause) {
    return new WeftException(code, sentence, null, null, cause);
  }

  /** The same error with the next step to take. */
  public WeftException hint(String text) {
    return copy(sentence, text, position);
  }

  /** The same error at a place in the statement. */
  public WeftException at(TextPosition place) {
    return copy(sentence, hint, place);
  }

  /** The same error, at this place in the statement unless it has one. */
  public WeftException orAt(TextPosition place) {
    return position == null ? at(place) : this;
  }

  /** The same error, its sentence preceded by where it happened, such as a file and row group. */
  public WeftException in(String context) {
    return copy(context + ": " + sentence, hint, position);
  }

  private WeftException copy(String newSentence, String newHint, TextPosition newPosition) {
    WeftException copy = new WeftException(code, newSentence, newHint, newPosition, getCause());
    copy.setStackTrace(getStackTrace());
    for (Throwable suppressed : getSuppressed()) {
      copy.addSuppressed(suppressed);
    }
    return copy;
  }

  public ErrorCode code() {
    return code;
  }

  /** What is wrong, without code, position and hint. */
  public String sentence() {
    return sentence;
  }

  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }

  public Optional<TextPosition> position() {
    return Optional.ofNullable(position);
  }

  /** True if another attempt may succeed. */
  public boolean isRetryable() {
    return code.blame() == ErrorCode.Blame.CLUSTER;
  }

  @Override
  public String getMessage() {
    StringBuilder text = new StringBuilder(code.toString()).append(": ").append(sentence);
    if (position != null) {
      text.append(" (").append(position).append(')');
    }
    if (hint != null) {
      text.append("\n  try: ").append(hint);
    }
    return text.toString();
  }
}
