package io.tocsin.reasoning.consumer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the consumer does at a moment.
 *
 * @param joined whether the group has given it its partitions, even if they are none
 * @param partitions how many it has
 * @param waiting alerts read and not taken up yet
 * @param inFlight alerts worked on
 * @param unwritten finished alerts whose detection is not committed yet
 * @param lag alerts on its partitions that are not read yet, as far as known
 * @param deferred alerts that were put off and are not due or not read yet, as far as known
 * @param writeError why the last transaction was aborted; absent when it was not
 * @param at when this was so
 */
public record ConsumerStatus(
    boolean joined,
    int partitions,
    int waiting,
    int inFlight,
    int unwritten,
    long lag,
    long deferred,
    @Nullable String writeError,
    Instant at) {}
