/**
 * Where statements are run, here or in an ApplicationMaster, with one face for both.
 *
 * <p>The rule of this room: whoever has SQL to run (command line, SQL endpoint, demo) sees a {@link
 * org.weft.am.session.SqlSession} and Arrow rows, and cannot tell the runners apart.
 */
package org.weft.am.session;
