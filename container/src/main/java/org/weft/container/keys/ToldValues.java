package org.weft.container.keys;

/**
 * Rows of a scan whose value in a column is null or not among these may be left out.
 *
 * @param scan the scan's id
 * @param column of the scan
 */
public record ToldValues(int scan, int column, KeySummary values) {}
