/**
 * Single operators on decoded columns in memory, and single columns from Parquet (JMH).
 *
 * <p>The rule of this room: one thread, TPC-H's sizes at scale factor 1, no query around the
 * operator; engine-performance.md §3 and §5 have DuckDB's figures on the same shapes. {@code
 * tests/bench jmh Join} runs those whose name matches.
 */
package org.weft.tests.bench.kernel;
