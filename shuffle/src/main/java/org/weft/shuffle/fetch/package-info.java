/**
 * Getting stored blocks to the task that reads them, whatever the wire.
 *
 * <p>The rule of this room: every block is checked before it is handed on and handed on once; what
 * cannot be had after some attempts is named in a {@link org.weft.shuffle.fetch.FetchFailure}.
 */
package org.weft.shuffle.fetch;
