package org.weft.container.expression.tree;

/** Which rows a condition is compiled to pick; rows where it is null are never among them. */
public enum Sense {
  /** Where it is true. */
  TRUE,
  /** Where it is false. */
  FALSE;

  /** The other one. */
  public Sense opposite() {
    return this == TRUE ? FALSE : TRUE;
  }
}
