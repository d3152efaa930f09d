/**
 * Files as tables: what is known of them, and how they become scan tasks.
 *
 * <p>The rule of this room: decisions over data already read. Listings and footers come through
 * {@link org.weft.planner.scan.TableSource}, which {@code org.weft.io} implements; nothing here
 * opens a file.
 */
package org.weft.planner.scan;
