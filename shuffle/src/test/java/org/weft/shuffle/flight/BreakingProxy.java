package org.weft.shuffle.flight;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.weft.shuffle.exchange.ServerAddress;

/** Stands between client and server, and breaks each connection after so many bytes of answers. */
final class BreakingProxy implements AutoCloseable {
  /** What comes after the first break. */
  enum Recovery {
    /** No connection is taken any more, as if the server had been killed. */
    NEVER,
    /** New connections are taken, and break again. */
    AT_ONCE,
    /** Connections stay, but nothing comes any more, as if the server had been stopped. */
    SILENT
  }

  private final ServerAddress target;
  private final long bytes;
  private final Recovery recovery;
  private final ServerSocket listening;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger connections = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  BreakingProxy(ServerAddress target, long bytes, Recovery recovery) throws IOException {
    this.target = target;
    this.bytes = bytes;
    this.recovery = recovery;
    this.listening = new ServerSocket(0, 50, InetAddress.getByName(target.host()));
    threads.execute(this::accept);
  }

  ServerAddress address() {
    return new ServerAddress(target.host(), listening.getLocalPort());
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        connections.incrementAndGet();
        Socket server = new Socket(target.host(), target.port());
        open.addAll(List.of(client, server));
        threads.execute(() -> copy(client, server, Long.MAX_VALUE));
        threads.execute(() -> copy(server, client, bytes));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void copy(Socket from, Socket to, long most) {
    byte[] buffer = new byte[8192];
    long left = most;
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int n = in.read(buffer); n >= 0 && left > 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        left -= n;
      }
      if (left <= 0 && recovery == Recovery.NEVER) {
        listening.close();
      }
      if (left <= 0 && recovery == Recovery.SILENT) {
        closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // the other direction was broken
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
