/**
 * Lists, structs and maps as bytes: how they lie in columns, hash tables, shuffles and spills, and
 * how they are read and built.
 *
 * <p>The rule of this room: a nested value is one piece of bytes that holds everything, without an
 * address in it, and <em>equal values have equal bytes</em>. So whoever hashes, groups, joins,
 * shuffles or spills takes it for BINARY; only who looks inside must know this room. A null list is
 * a null row; an empty list is a value. The bytes do not sort as the values do.
 *
 * <p>The form, in little-endian order. All parts begin at multiples of eight bytes from the start
 * of the value, gaps are zero, and the length of every nested value is a multiple of eight:
 *
 * <ul>
 *   <li>LIST: the number of elements (int32), the number of nulls among them (int32); if there are
 *       nulls, one byte per element, 1 for a value and 0 for null; then the elements. Elements of
 *       fixed width lie one behind the other as in a flat vector, so that a list can be worked on
 *       like a column: same layout, same validity. Elements of variable length (text, bytes, nested
 *       values) are offsets (int32, one more than elements, from the end of the offsets' part) and
 *       then their bytes without gaps. A null element is zeros, or no bytes.
 *   <li>STRUCT: one byte of validity per field; then a slot of eight bytes per field, sixteen for
 *       INT128; then the bytes of the fields of variable length in order, each padded to a multiple
 *       of eight. A slot holds the value in its layout, or where its bytes begin (int32, from the
 *       start of the struct) and how many they are (int32).
 *   <li>MAP: where the list of values begins (int32, from the start of the map), zero (int32), the
 *       list of keys, and the list of values, which is as long.
 * </ul>
 *
 * <p>For equal bytes of equal values all NaNs are stored as one and minus zero as zero, and
 * decimals lie in their canonical layout. Intervals inside of nested values are equal if their
 * months, days and microseconds are.
 *
 * <p>Reading: {@link org.weft.planner.vector.nested.ListReader}, {@link
 * org.weft.planner.vector.nested.StructReader} and {@link org.weft.planner.vector.nested.MapReader}
 * are pointed at the bytes of one value after the other and allocate nothing. Building: a {@link
 * org.weft.planner.vector.nested.NestedBuilder} is filled and written, again and again; a {@link
 * org.weft.planner.vector.nested.ValuePacker} makes many values of columns of their parts. {@link
 * org.weft.planner.vector.nested.JavaValues} goes to and from Java's collections, for edges and
 * tests.
 */
package org.weft.planner.vector.nested;
