/**
 * Plans as JSON: how the ApplicationMaster and the containers tell each other what to do.
 *
 * <p>The rule of this room: every record of ours travels as it is, by its components, without
 * annotations and without a second set of classes. What JSON does not say exactly as the record
 * does (a missing, unknown or ill-typed component) is an error, never a default.
 */
package org.weft.planner.codec;
