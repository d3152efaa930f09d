package org.weft.am.rpc;

/** Who hears the client that started the application. Thread-safe, and quick to answer. */
public interface ClientDesk {
  /** The client is still there. */
  void clientAlive();

  /** How far the running queries are, in one line; empty if none runs. */
  String progress();

  ApplicationStatus status();

  /** The application is over. */
  void end(EndOfApplication end);
}
