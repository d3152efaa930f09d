package org.weft.io.parquet.nested;

import org.weft.planner.vector.nested.FlatValues;

/** The values of one shape in the rows at hand. */
abstract sealed class ValueNode permits LeafNode, PackedNode {
  /**
   * The values, null ones included: one for every element of the innermost list around them, or for
   * every row if there is none. They hold until the next rows.
   */
  abstract FlatValues values();
}
