/**
 * {@code weft demo}: a YARN and HDFS cluster in this process, sample tables, and one query through
 * an ApplicationMaster and its containers.
 *
 * <p>The rule of this room: it uses Weft as a user does, on real input, and leaves nothing behind.
 * The libraries it needs beyond Weft's own are on the class path of this one command only.
 */
package org.weft.am.demo;
