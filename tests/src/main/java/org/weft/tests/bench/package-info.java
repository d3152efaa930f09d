/**
 * Figures: whole queries against DuckDB, and kernels (JMH).
 *
 * <p>The rule of this room: every figure is taken beside its rival's, in the same run, on the same
 * files, with the same threads, and every answer is checked. Nothing here fails for being slow.
 */
package org.weft.tests.bench;
