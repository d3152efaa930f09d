package org.weft.am.cluster;

/** How an application ended, for everyone who asks YARN. */
public enum FinalStatus {
  SUCCEEDED,
  FAILED,
  KILLED
}
