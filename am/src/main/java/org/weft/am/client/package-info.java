/**
 * The client of a YARN application: submits it, finds it, ends it.
 *
 * <p>The rule of this room: it prints nothing and decides nothing about queries; whatever YARN
 * refuses comes out as one sentence with the next step, at once rather than after retries.
 */
package org.weft.am.client;
