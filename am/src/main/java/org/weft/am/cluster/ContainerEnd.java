package org.weft.am.cluster;

/**
 * A container that is no more.
 *
 * @param exitStatus of its process if at least 0, else YARN's reason
 * @param diagnostics what the NodeManager says
 */
public record ContainerEnd(String id, int exitStatus, String diagnostics) {}
