/**
 * SQL over Arrow Flight: the server that JDBC drivers, BI tools and our own client speak to, and
 * the client's side of it.
 *
 * <p>The rule of this room: it carries statements, rows and errors and decides nothing. An error
 * crosses the wire whole ({@link org.weft.am.endpoint.FlightErrors}), so that the user of a cluster
 * reads the same sentence as the user of one process.
 */
package org.weft.am.endpoint;
