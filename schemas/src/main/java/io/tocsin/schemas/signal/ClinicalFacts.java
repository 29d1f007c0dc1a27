package io.tocsin.schemas.signal;

import org.jspecify.annotations.Nullable;

/**
 * What the case that speaks most tells of causality, as another detector read it.
 *
 * @param otherDrugs drugs other than this one that are suspected in the case
 * @param dechallenge whether the event abated when the drug was stopped; absent when not tried
 * @param rechallenge whether the event came back with the drug; absent when not tried
 * @param onsetLatencyDays from the start of the drug to the onset of the event, negative when the
 *     event came first; absent when unknown
 */
public record ClinicalFacts(
    long otherDrugs,
    @Nullable Boolean dechallenge,
    @Nullable Boolean rechallenge,
    @Nullable Long onsetLatencyDays) {}
