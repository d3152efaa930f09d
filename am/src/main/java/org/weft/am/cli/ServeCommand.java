package org.weft.am.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.weft.am.endpoint.SqlServer;
import org.weft.planner.error.ErrorCode;
import org.weft.planner.error.WeftException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code weft serve}: an Arrow Flight SQL server until it is stopped by a signal. */
@Command(
    name = "serve",
    description =
        "Serves Arrow Flight SQL (JDBC: jdbc:arrow-flight-sql://HOST:PORT?useEncryption=false).",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "The address to listen on (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "The port to listen on; 0, the default, takes a free one.")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    OpenSession session;
    try {
      Optional<String> token = token();
      session = OpenSession.open(common, "weft serve");
      try {
        serve(session, token);
      } finally {
        session.close();
      }
    } catch (WeftException e) {
      throw new StartUpException(e);
    }
    return ExitCode.DONE.status();
  }

  private void serve(OpenSession session, Optional<String> token) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    try (SqlServer server =
        new SqlServer(
            session.session(), session.allocator(), new SqlServer.Listen(host, port, token))) {
      session.onShutdown(server::close);
      System.out.println("Listening on " + server.address());
      System.out.flush();
      stopped.await();
    }
  }

  /** A server that others can reach must not let everyone in. */
  private Optional<String> token() {
    Optional<String> token =
        Optional.ofNullable(System.getenv("WEFT_TOKEN")).filter(t -> !t.isEmpty());
    try {
      if (token.isEmpty() && !InetAddress.getByName(host).isLoopbackAddress()) {
        throw WeftException.of(
                ErrorCode.USAGE,
                "without a token Weft listens on this machine only, not on " + host)
            .hint("set WEFT_TOKEN; clients then send it as bearer token (JDBC: token=...)");
      }
    } catch (UnknownHostException e) {
      throw WeftException.of(ErrorCode.USAGE, "no such host: " + host, e);
    }
    return token;
  }
}
