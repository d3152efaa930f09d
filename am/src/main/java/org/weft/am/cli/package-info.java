/**
 * The command line: options, output formats, exit codes.
 *
 * <p>The rule of this room: stdout carries results only, everything else goes to stderr, and every
 * way out has one of the five exit codes of {@link org.weft.am.cli.ExitCode}.
 */
package org.weft.am.cli;
