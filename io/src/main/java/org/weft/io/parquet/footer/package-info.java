/**
 * What a Parquet file says about itself: schema, row groups, column chunks, statistics.
 *
 * <p>The rule of this room: a footer is parsed and checked here, once; behind it every offset and
 * count lies within the file, and every column has a type of ours.
 *
 * <p>Parsed by our own code: parquet-java's footer classes cost the first query of a process 220 of
 * 330 ms for loading 700 classes, every later footer five times as long, and they allocate by what
 * damaged bytes say. Tests hold what is parsed here against what parquet-java makes of the same
 * files.
 */
package org.weft.io.parquet.footer;
