package io.tocsin.schemas.signal;

/**
 * Reports of a pair whose case facts led to the same causality assessment.
 *
 * @param category of the WHO-UMC system
 * @param naranjo class of the score of Naranjo et al. (1981)
 * @param rechallenged the event came back with the drug
 * @param dechallenged the event abated when the drug was stopped
 * @param withoutAlternative no other drug of the report is suspected
 * @param reports 1 or more
 */
public record AssessedCases(
    CausalityCategory category,
    NaranjoClass naranjo,
    boolean rechallenged,
    boolean dechallenged,
    boolean withoutAlternative,
    long reports) {}
