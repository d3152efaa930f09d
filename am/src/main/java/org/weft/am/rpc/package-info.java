/**
 * What the ApplicationMaster answers and asks over Flight, besides SQL.
 *
 * <p>The rule of this room: it turns calls into method calls and back, and decides nothing; who
 * decides is behind {@link org.weft.am.rpc.WorkerDesk} and {@link org.weft.am.rpc.ClientDesk}.
 */
package org.weft.am.rpc;
