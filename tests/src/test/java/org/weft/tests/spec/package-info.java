/** Runs the SQL specs. */
package org.weft.tests.spec;
