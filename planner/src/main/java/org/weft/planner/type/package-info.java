/**
 * The types of values, and schemas made of them.
 *
 * <p>The rule of this room: a type is a value, complete in itself. It has one spelling ({@link
 * org.weft.planner.type.DataType#toString}) that is also how it is parsed, printed and sent.
 */
package org.weft.planner.type;
