package org.weft.am.endpoint;

import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.ErrorFlightMetadata;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.weft.planner.codec.PlanCodec;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.ErrorReport;
import org.weft.planner.error.WeftException;

/**
 * Errors on the wire: a status and the message for foreign clients, and the whole {@link
 * ErrorReport} beside it for ours.
 */
public final class FlightErrors {
  private static final String REPORT = "weft-error-bin";

  private FlightErrors() {}

  /** What the server throws. */
  public static FlightRuntimeException toFlight(Throwable failure) {
    if (failure instanceof FlightRuntimeException flight) {
      return flight;
    }
    ErrorReport report = ErrorReport.of(failure);
    ErrorFlightMetadata metadata = new ErrorFlightMetadata();
    metadata.insert(REPORT, PlanCodec.encode(report));
    return statusOf(report.code())
        .withDescription(report.toException().getMessage())
        .withMetadata(metadata)
        .toRuntimeException();
  }

  /** What the client makes of what it caught. */
  public static WeftException fromFlight(FlightRuntimeException failure) {
    CallStatus status = failure.status();
    if (status.metadata() != null && status.metadata().containsKey(REPORT)) {
      byte[] report = status.metadata().getByte(REPORT);
      return PlanCodec.decode(report, ErrorReport.class).toException();
    }
    FlightStatusCode code = status.code();
    String description = status.description() == null ? code.name() : status.description();
    if (code == FlightStatusCode.UNAUTHENTICATED || code == FlightStatusCode.UNAUTHORIZED) {
      return WeftException.of(ErrorCode.UNAUTHENTICATED, "the server refused the token", failure);
    }
    if (code == FlightStatusCode.CANCELLED) {
      return WeftException.of(ErrorCode.CANCELLED, "the query was cancelled", failure);
    }
    if (code == FlightStatusCode.UNAVAILABLE) {
      return WeftException.of(
              ErrorCode.APPLICATION_FAILED,
              "lost the connection to the server: " + description,
              failure)
          .hint("run the query again; yarn logs -applicationId ID says why the application ended");
    }
    return WeftException.of(ErrorCode.INTERNAL, description, failure);
  }

  private static CallStatus statusOf(ErrorCode code) {
    if (code == ErrorCode.CANCELLED) {
      return CallStatus.CANCELLED;
    }
    if (code == ErrorCode.UNAUTHENTICATED) {
      return CallStatus.UNAUTHENTICATED;
    }
    if (code == ErrorCode.TABLE_NOT_FOUND || code == ErrorCode.PATH_NOT_FOUND) {
      return CallStatus.NOT_FOUND;
    }
    return switch (code.blame()) {
      case USER, DATA -> CallStatus.INVALID_ARGUMENT;
      case RESOURCES -> CallStatus.RESOURCE_EXHAUSTED;
      case CLUSTER -> CallStatus.UNAVAILABLE;
      case BUG -> CallStatus.INTERNAL;
    };
  }
}
