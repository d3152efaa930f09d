/**
 * The knobs of a session.
 *
 * <p>The rule of this room: a setting is a value with a name, a unit, a default and a sentence; the
 * reference page is printed from them. Nothing below an entry point reads a map of strings or the
 * environment: it is handed {@link org.weft.planner.setting.Settings}.
 */
package org.weft.planner.setting;
