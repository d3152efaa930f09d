/**
 * Strings: functions on them and conditions that look into them.
 *
 * <p>The rule of this room: bytes are not copied if a view of the argument's bytes will do, and
 * text is not decoded while it is ASCII. Positions and lengths count code points; order and
 * equality are those of bytes.
 */
package org.weft.container.expression.text;
