package org.weft.container.aggregate;

/** Which end of the order a state keeps. */
enum Extreme {
  MIN,
  MAX
}
