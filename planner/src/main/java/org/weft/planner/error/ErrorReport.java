package org.weft.planner.error;

import java.util.Optional;

/** A {@link WeftException} as data, to be sent from a container to whoever asked. */
public record ErrorReport(
    ErrorCode code, String sentence, Optional<String> hint, Optional<TextPosition> position) {

  /**
   * What can be told of a failure; anything that is not a {@link WeftException} is a bug of ours.
   */
  public static ErrorReport of(Throwable failure) {
    if (failure instanceof WeftException e) {
      return new ErrorReport(e.code(), e.sentence(), e.hint(), e.position());
    }
    return new ErrorReport(
        ErrorCode.INTERNAL, failure.toString(), Optional.empty(), Optional.empty());
  }

  /** The exception this report was made of. */
  public WeftException toException() {
    WeftException e = WeftException.of(code, sentence);
    if (hint.isPresent()) {
      e = e.hint(hint.get());
    }
    return position.isPresent() ? e.at(position.get()) : e;
  }
}
