/**
 * Values as text and text as values, in the spelling that text files and names of directories have.
 *
 * <p>The rule of this room: it knows types and characters, and nothing of files.
 */
package org.weft.io.text;
