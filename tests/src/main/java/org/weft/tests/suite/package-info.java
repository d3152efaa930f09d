/**
 * Functional suites of other engines, run against Weft: what part of their queries gives the answer
 * they expect, and why the others do not.
 *
 * <p>The rule of this room: their files are read from where they are and nothing of them is copied
 * into the project; numbers are reported, not asserted.
 */
package org.weft.tests.suite;
