/**
 * SQL specs: files of statements with what must come of them, in {@code
 * tests/src/test/resources/spec/<topic>/<name>.test}, run in one process and as an application with
 * two workers, with a session of its own for every file.
 *
 * <p>A file is a sequence of records, separated by empty lines; a line that starts with {@code #}
 * outside a record is a comment.
 *
 * <pre>
 * # the TPC-H tables at scale factor 0.01, here and in DuckDB
 * tables tpch
 *
 * statement ok
 * CREATE VIEW t AS SELECT * FROM (VALUES (1, 'a'), (2, NULL)) AS v(x, y)
 *
 * query IT
 * SELECT x, y FROM t ORDER BY x
 * ----
 * 1 | a
 * 2 | NULL
 *
 * query oracle
 * SELECT x + 1 FROM t
 *
 * statement error COLUMN_NOT_FOUND at 1:8 use x
 * SELECT z FROM t
 * </pre>
 *
 * <ul>
 *   <li>{@code statement ok}: the statement runs, its rows do not matter. If the file has a {@code
 *       query oracle}, DuckDB runs it too. {@code statement ok weft} and {@code statement ok
 *       duckdb} are for one of them only.
 *   <li>{@code statement error CODE [at line:column] [text]}: it fails with that {@code ErrorCode},
 *       at that place of the statement; the message contains the text.
 *   <li>{@code query [types] [nosort|rowsort] [header]}: the rows follow behind {@code ----}, cells
 *       separated by a tab or by {@code |} (spaces around it do not count). Numbers are compared by
 *       value, floating ones by nine digits; {@code NULL} is null, {@code (empty)} a text without
 *       characters; lists are {@code [1, 2]}, structs and maps {@code {a=1, b=2}}, other values as
 *       {@link org.weft.tests.oracle.PlainValues} says. Rows are compared in order if the query
 *       ends with an ORDER BY of its own, else as a bag; {@code nosort} and {@code rowsort}
 *       overrule that. The types have a letter for each column: {@code I}nteger, decimal {@code
 *       N}umber, {@code R}eal, {@code T}ext, {@code B}oolean, {@code D}ate, times{@code S}tamp,
 *       time of day {@code H}, inter{@code V}al, binary {@code X}, {@code L}ist, struct {@code U},
 *       {@code M}ap, {@code ?} for any. With {@code header} the first row names the columns.
 *   <li>{@code query oracle […]}: DuckDB's answer to the same text is the right one; or its answer
 *       to the text behind {@code ----}, if the spellings differ.
 *   <li>{@code ${data}} is the directory {@code tests/data}, {@code ${temp}} an empty directory of
 *       this run.
 * </ul>
 *
 * <p>Run one topic with {@code mvn -o -q -B -Dquick -pl tests -am test -Dtest=SpecNativeTest
 * -Dspec=joins -Dsurefire.failIfNoSpecifiedTests=false}; {@code SpecYarnTest} is the other runner.
 *
 * <p>The rule of this room: a spec says what must be true, on both runners. What does not work yet
 * has no spec; nothing is skipped.
 */
package org.weft.tests.spec;
