/**
 * The interactive shell: what is typed is cut into statements and commands, run, and shown for
 * people.
 *
 * <p>The rule of this room: {@link org.weft.am.shell.TerminalShell} and the classes it names are
 * the only ones that know a terminal. All others are text in, text out, over a {@link
 * org.weft.am.shell.Screen} and a session.
 */
package org.weft.am.shell;
