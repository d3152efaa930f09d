/**
 * Objects of JSON as batches, and rows as objects.
 *
 * <p>The rule of this room: a member of an object is a column by its name; what a column's type is
 * was found out, or said, when the query was planned, and a value that is none of that type is an
 * error with its line.
 */
package org.weft.io.json;
