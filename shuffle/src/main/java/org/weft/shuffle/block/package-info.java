/**
 * Blocks: some thousand rows as one Arrow IPC record batch message, compressed or not.
 *
 * <p>The rule of this room: what is written is plain Arrow that any reader understands, but it is
 * written from and read into vectors by address; no Arrow vector is made on the way.
 *
 * <p>A block is a continuation mark, the length of the metadata, the metadata (a flatbuffer) and
 * the body, padded to 8 bytes. Types lie in it as {@link org.weft.shuffle.block.ArrowSchemas} says;
 * all decimals have 128 bits. Buffers are compressed one by one, as Arrow defines it: LZ4 frames or
 * zstd with the length before, or -1 and the bytes themselves where that is shorter.
 */
package org.weft.shuffle.block;
