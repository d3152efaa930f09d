/**
 * TPC-H: its tables as Parquet files and its queries.
 *
 * <p>The rule of this room: data is made once per scale factor and machine, in {@code tests/data},
 * from a public generator; the files have the shape a user's would (snappy, row groups of 122,880
 * rows).
 */
package org.weft.tests.tpch;
