package org.weft.shuffle.fetch;

import java.util.List;

/** Blocks did not come. Caught by the fetch, which asks again or gives up. */
public final class TransportFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Kind {
    /** The server or the way to it; may work another time. */
    CONNECTION,
    /** The server has not, or not unharmed, what was asked for. */
    LOST,
    /** The server does not accept the ticket. */
    REFUSED,
    /** Somebody stopped the transfer. */
    CANCELLED
  }

  private final Kind kind;
  private final transient List<Integer> lostParts;

  public TransportFailure(Kind kind, String message, Throwable cause) {
    this(kind, message, cause, List.of());
  }

  private TransportFailure(Kind kind, String message, Throwable cause, List<Integer> lostParts) {
    super(message, cause);
    this.kind = kind;
    this.lostParts = List.copyOf(lostParts);
  }

  /** Some outputs are not there: their numbers in the request. */
  public static TransportFailure lost(String message, List<Integer> parts) {
    return new TransportFailure(Kind.LOST, message, null, parts);
  }

  public Kind kind() {
    return kind;
  }

  /** The numbers of the lost outputs in the request, of kind LOST only. */
  public List<Integer> lostParts() {
    return lostParts;
  }
}
