/**
 * One task of a stage, from request to report.
 *
 * <p>The rule of this room: a task runs on what it is told and says what became of it; it never
 * asks the ApplicationMaster anything.
 */
package org.weft.container.task;
