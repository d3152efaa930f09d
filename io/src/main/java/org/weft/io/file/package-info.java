/**
 * Where bytes come from: one door ({@link org.weft.io.file.Storage}) over local files and every
 * file system Hadoop knows.
 *
 * <p>The rule of this room: file systems' classes and their {@code IOException}s end here. Outside,
 * a file is a qualified path with length and modification time, its bytes land in blocks of a
 * memory scope, and what goes wrong is a {@code WeftException} that names the path.
 */
package org.weft.io.file;
