package org.weft.container.expression.tree;

import org.weft.planner.error.WeftException;
import org.weft.planner.expr.Place;
import org.weft.planner.type.DataType;
import org.weft.planner.vector.Batch;
import org.weft.planner.vector.Vector;

/**
 * An expression that gives a value per row. Where expressions share a part they share its node,
 * which computes it once per batch.
 */
public abstract class ValueNode {
  private final DataType type;
  private Place place = Place.UNKNOWN;
  private Vector known;
  private Rows knownRows;
  private long knownStamp;

  protected ValueNode(DataType type) {
    this.type = type;
  }

  /** The type of the values. */
  public final DataType type() {
    return type;
  }

  /** Says where the statement asks for it; the first to say so, the innermost, is right. */
  public final void writtenAt(Place where) {
    place = place.or(where);
  }

  /** The values of these rows, at their positions; valid until the next batch. */
  public final Vector evaluate(Batch batch, Rows rows) {
    if (knownRows != null && rows.coveredBy(knownRows, knownStamp)) {
      return known;
    }
    try {
      known = compute(batch, rows);
    } catch (WeftException e) {
      throw Failures.at(place, e);
    }
    knownRows = rows;
    knownStamp = rows.stamp();
    return known;
  }

  /**
   * Computes the values of these rows. The vector is this node's own or an input's; other rows of
   * it are undefined.
   */
  protected abstract Vector compute(Batch batch, Rows rows);
}
