/**
 * What tasks say to each other about shuffled rows: where an output lies and which part is wanted.
 *
 * <p>The rule of this room: plain records that travel as JSON; every output carries its attempt.
 */
package org.weft.shuffle.exchange;
