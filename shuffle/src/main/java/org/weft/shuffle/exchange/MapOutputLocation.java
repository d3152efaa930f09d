package org.weft.shuffle.exchange;

/** A map output and the container that serves it. */
public record MapOutputLocation(MapOutput output, ServerAddress server) {}
