/**
 * A whole application in one process, without a cluster: ApplicationMaster, workers and client are
 * threads that talk over the loopback device.
 *
 * <p>The rule of this room: everything is the real thing but the two doors to YARN. It is played
 * once when a distribution is built, so that the JVM can keep the classes it loaded ({@link
 * org.weft.am.rehearsal.Rehearsal}), and by tests that break things.
 */
package org.weft.am.rehearsal;
