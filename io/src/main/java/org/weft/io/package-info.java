/**
 * Where bytes come from and go to.
 *
 * <p>The rule of this folder: it knows files and formats, and nothing of queries beyond the
 * contracts of {@code org.weft.planner}. Its doors are in {@link org.weft.io.table}.
 */
package org.weft.io;
