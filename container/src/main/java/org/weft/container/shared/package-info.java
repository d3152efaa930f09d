/**
 * Rows that are computed once and read several times.
 *
 * <p>The rule of this room: rows are complete before anybody reads them, so that readers wait for
 * nothing and cannot lock each other out. They lie in memory while nobody is short of it; while
 * nobody is reading them, whoever needs memory may write them to disk.
 */
package org.weft.container.shared;
