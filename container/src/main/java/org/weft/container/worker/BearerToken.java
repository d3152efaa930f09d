package org.weft.container.worker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightMethod;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.flight.auth2.BearerCredentialWriter;
import org.apache.arrow.flight.grpc.CredentialCallOption;

/** The application's secret as the token that every call carries. Both ends are here. */
public final class BearerToken {
  /** Under which servers register the check. */
  public static final FlightServerMiddleware.Key<Passed> KEY =
      FlightServerMiddleware.Key.of("weft-token");

  private static final String HEADER = "authorization";
  private static final String PREFIX = "Bearer ";

  private final String text;

  private BearerToken(String text) {
    this.text = text;
  }

  /** The token made of a secret. */
  public static BearerToken of(byte[] secret) {
    return new BearerToken(HexFormat.of().formatHex(secret));
  }

  /** The token that reads like this. */
  public static BearerToken ofText(String text) {
    return new BearerToken(text);
  }

  /** The token as it is written after {@code Bearer}. */
  public String text() {
    return text;
  }

  /** For the calls of a client. */
  public CallOption callOption() {
    return new CredentialCallOption(new BearerCredentialWriter(text));
  }

  /** For a server: refuses every call without the token. */
  public FlightServerMiddleware.Factory<Passed> check() {
    return checkAllBut(Set.of());
  }

  /** For a server: refuses calls without the token, but for methods that check by themselves. */
  public FlightServerMiddleware.Factory<Passed> checkAllBut(Set<FlightMethod> others) {
    byte[] wanted = (PREFIX + text).getBytes(StandardCharsets.UTF_8);
    return (info, incoming, context) -> {
      String header = incoming.get(HEADER);
      byte[] given = header == null ? new byte[0] : header.getBytes(StandardCharsets.UTF_8);
      if (!others.contains(info.method()) && !MessageDigest.isEqual(wanted, given)) {
        throw CallStatus.UNAUTHENTICATED
            .withDescription("this server wants the application's token")
            .toRuntimeException();
      }
      return Passed.INSTANCE;
    };
  }

  /** A call that was let in. */
  public static final class Passed implements FlightServerMiddleware {
    private static final Passed INSTANCE = new Passed();

    private Passed() {}

    @Override
    public void onBeforeSendingHeaders(CallHeaders outgoing) {}

    @Override
    public void onCallCompleted(CallStatus status) {}

    @Override
    public void onCallErrored(Throwable failure) {}
  }
}
