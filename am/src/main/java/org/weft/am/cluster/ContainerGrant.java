package org.weft.am.cluster;

/**
 * A container that YARN gave.
 *
 * @param id as YARN writes it
 * @param host the node, as it registered itself
 * @param memoryMb what was granted, often more than was asked
 */
public record ContainerGrant(String id, String host, long memoryMb) {}
