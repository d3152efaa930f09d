package org.weft.planner.sql.parse;

import org.apache.calcite.rel.type.RelDataType;
import org.weft.planner.type.DataType;
import org.weft.planner.type.Field;

/** Makes Calcite's words for types of ours; the factory of types is one. */
public interface EngineTypes {
  /** The type of a column of this kind that may or may not hold nulls. */
  RelDataType of(DataType type, Field.Nullability nullability);
}
