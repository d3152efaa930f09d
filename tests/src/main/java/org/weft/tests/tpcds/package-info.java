/**
 * TPC-DS: its tables as Parquet files and its queries.
 *
 * <p>The rule of this room: data is made once per scale factor and machine, in {@code tests/data},
 * from a public generator; the texts of the queries are read from where they are published and
 * never copied into the project. Where a text is another engine's dialect, {@link
 * org.weft.tests.tpcds.TpcdsQueries} says what it changes.
 */
package org.weft.tests.tpcds;
