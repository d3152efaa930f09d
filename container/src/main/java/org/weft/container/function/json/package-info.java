/**
 * JSON in texts: reading, paths, writing.
 *
 * <p>The rule of this room: JSON as RFC 8259 has it, and nothing more lenient. A text that is no
 * JSON is an error of the value.
 */
package org.weft.container.function.json;
