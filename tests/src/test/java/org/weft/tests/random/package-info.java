/** A bounded number of random queries; more by hand with {@code tests/bench random}. */
package org.weft.tests.random;
