/**
 * The arrows between the rooms of the house, and the house rules that a machine can check.
 *
 * <p>The rule of this room: a rule that is broken fails with the sentence that says why it is
 * there.
 */
package org.weft.tests.rooms;
