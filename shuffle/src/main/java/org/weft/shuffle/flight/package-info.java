/**
 * Arrow Flight as the wire of the shuffle: signed tickets, the service that answers them, and the
 * transport that asks.
 *
 * <p>The rule of this room: stored bytes travel as they are, opaque, in messages of about 1 MiB;
 * nothing is decoded and nothing is served without a valid signature.
 */
package org.weft.shuffle.flight;
