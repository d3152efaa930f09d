package org.weft.container.worker.message;

import org.weft.shuffle.exchange.ServerAddress;

/**
 * A worker is up.
 *
 * @param worker the id of its container
 * @param address where it serves shuffles and takes commands
 * @param processId on its host
 * @param startMillis from the start of its JVM to this call
 */
public record Registration(
    String worker, ServerAddress address, long processId, long startMillis) {}
