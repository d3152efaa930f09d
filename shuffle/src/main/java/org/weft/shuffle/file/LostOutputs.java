package org.weft.shuffle.file;

import java.util.List;

/** Some outputs of a request are not there, or not what was written. */
public final class LostOutputs extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Integer> parts;

  /**
   * @param parts their numbers in the request
   */
  public LostOutputs(String message, List<Integer> parts) {
    super(message);
    this.parts = List.copyOf(parts);
  }

  /** The numbers of the lost outputs in the request. */
  public List<Integer> parts() {
    return parts;
  }
}
