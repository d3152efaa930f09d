/**
 * A worker: the process in a container that runs tasks and serves what they wrote.
 *
 * <p>The rule of this room: a worker does what it is told and decides nothing, except to end by
 * itself when the ApplicationMaster is gone. Everything it must know comes from the environment,
 * the token file and the answer to its registration.
 */
package org.weft.container.worker;
