/** The program as a shell sees it: arguments, streams, exit codes. */
package org.weft.tests.cli;
