/**
 * What workers and the ApplicationMaster say to each other.
 *
 * <p>The rule of this room: records that travel as JSON in the bodies of Flight actions; every call
 * carries the application's bearer token.
 */
package org.weft.container.worker.message;
