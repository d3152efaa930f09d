/**
 * What a Parquet file says about itself: schema, row groups, column chunks, statistics.
 *
 * <p>The rule of this room: footers are read by parquet-java and checked here, once; behind it no
 * class of parquet-java is seen, every offset and count lies within the file, and every column has
 * a type of ours.
 */
package org.weft.io.parquet.footer;
