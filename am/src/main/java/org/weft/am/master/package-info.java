/**
 * The ApplicationMaster: what ties the scheduler, the containers, the workers and the SQL endpoint
 * together.
 *
 * <p>The rule of this room: threads, clocks and sockets are here, decisions are not. Each class
 * carries one of them; {@link org.weft.am.master.ApplicationMaster} wires them and says how the
 * application ends.
 */
package org.weft.am.master;
