package org.weft.am.endpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallInfo;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.flight.RequestContext;

/** Refuses every call that does not carry the server's bearer token. */
public final class TokenCheck implements FlightServerMiddleware {
  /** The name under which servers register it. */
  public static final FlightServerMiddleware.Key<TokenCheck> KEY =
      FlightServerMiddleware.Key.of("weft-token");

  private static final String HEADER = "authorization";
  private static final String PREFIX = "Bearer ";
  private static final TokenCheck PASSED = new TokenCheck();

  private TokenCheck() {}

  /** The check against one token. */
  public static FlightServerMiddleware.Factory<TokenCheck> of(String token) {
    byte[] wanted = token.getBytes(StandardCharsets.UTF_8);
    return (CallInfo info, CallHeaders incoming, RequestContext context) -> {
      String header = incoming.get(HEADER);
      byte[] given =
          header != null && header.startsWith(PREFIX)
              ? header.substring(PREFIX.length()).getBytes(StandardCharsets.UTF_8)
              : new byte[0];
      if (!MessageDigest.isEqual(wanted, given)) {
        throw CallStatus.UNAUTHENTICATED
            .withDescription("this server wants a bearer token")
            .toRuntimeException();
      }
      return PASSED;
    };
  }

  @Override
  public void onBeforeSendingHeaders(CallHeaders outgoing) {}

  @Override
  public void onCallCompleted(CallStatus status) {}

  @Override
  public void onCallErrored(Throwable failure) {}
}
