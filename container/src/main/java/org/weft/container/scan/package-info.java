/**
 * Tables as sources.
 *
 * <p>The rule of this room: a scan is cut into morsels that any worker can take; reading and
 * decoding is {@code org.weft.io}'s, which is asked for one morsel at a time.
 */
package org.weft.container.scan;
