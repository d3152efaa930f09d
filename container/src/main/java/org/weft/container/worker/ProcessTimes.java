package org.weft.container.worker;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How long this process has been running, for logs: the clock's time tells of waiting, too. */
public final class ProcessTimes {
  private ProcessTimes() {}

  /** Milliseconds since the start of the JVM. */
  public static long uptimeMillis() {
    return ManagementFactory.getRuntimeMXBean().getUptime();
  }

  /** Such as {@code 812 ms (1340 ms of CPU)}. */
  public static String sinceStart() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return uptimeMillis() + " ms (" + system.getProcessCpuTime() / 1_000_000 + " ms of CPU)";
  }
}
