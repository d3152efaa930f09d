package org.weft.shuffle.exchange;

/** Where a container or the ApplicationMaster listens. */
public record ServerAddress(String host, int port) {
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
