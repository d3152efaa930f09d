package org.weft.tests.cluster;

import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.weft.am.session.ApplicationNotices;
import org.weft.am.session.YarnEngine;

/** A client in a process of its own, to be killed: starts an application and keeps it. */
final class ClientProcess {
  /** Printed when the application is ready, before its id. */
  static final String READY = "ready ";

  private ClientProcess() {}

  /** The argument is a file with the cluster's configuration. */
  public static void main(String[] args) throws IOException {
    Configuration configuration = new Configuration();
    configuration.addResource(new Path(args[0]));
    BufferAllocator allocator = new RootAllocator();
    YarnEngine engine =
        new YarnEngine(
            configuration,
            ClusterFixture.settings().with("yarn.client_timeout", "3"),
            allocator,
            ApplicationNotices.silent());
    engine.start("a client that dies");
    System.out.println(READY + engine.applicationId().orElseThrow());
    System.out.flush();
    System.in.read();
    throw new IllegalStateException("it was to be killed");
  }
}
