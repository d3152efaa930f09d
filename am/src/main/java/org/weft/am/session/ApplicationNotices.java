package org.weft.am.session;

import java.util.function.Consumer;

/** What a user is told of an application while it starts, runs and ends. */
public interface ApplicationNotices {
  /** The application's id is known. Said once, and parsed by Airflow and Oozie. */
  void submitted(String applicationId, String trackingUrl);

  /** How far it is, in one line. */
  void progress(String line);

  /** Notices as lines. */
  static ApplicationNotices to(Consumer<String> lines) {
    return new ApplicationNotices() {
      @Override
      public void submitted(String applicationId, String trackingUrl) {
        lines.accept("Submitted application " + applicationId);
        lines.accept("Tracking URL: " + trackingUrl);
      }

      @Override
      public void progress(String line) {
        lines.accept(line);
      }
    };
  }

  /** Says nothing. */
  static ApplicationNotices silent() {
    return to(line -> {});
  }
}
