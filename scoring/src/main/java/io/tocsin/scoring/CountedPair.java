package io.tocsin.scoring;

import io.tocsin.schemas.signal.CaseSummary;
import io.tocsin.schemas.signal.ContingencyTable;
import io.tocsin.schemas.signal.Pair;
import io.tocsin.schemas.signal.SignalObservation;
import io.tocsin.scoring.strata.PairStrata;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a pair when it is scored.
 *
 * @param table the pair's table as of now
 * @param cases the reports behind it
 * @param strata absent when nothing is counted by stratum
 * @param observation what another detector says of the pair: adds its sources, severity, burst,
 *     mechanism and label; its counts are not used
 */
public record CountedPair(
    Pair pair,
    ContingencyTable table,
    CaseSummary cases,
    @Nullable PairStrata strata,
    @Nullable SignalObservation observation) {}
