/**
 * Running whole queries.
 *
 * <p>The rule of this room: a {@link org.weft.container.run.QueryRunner} is all that a session
 * knows of where its queries run; the native one is here, the one of the ApplicationMaster in
 * {@code am}.
 */
package org.weft.container.run;
