package io.tocsin.schemas.signal;

import org.jspecify.annotations.Nullable;

/**
 * The measures of disproportionate reporting of one pair.
 *
 * @param prr proportional reporting ratio, 95 % confidence interval
 * @param ror reporting odds ratio, 95 % confidence interval
 * @param chiSquared χ² with Yates' correction; absent when a margin is empty
 * @param fisherP two-sided p of Fisher's exact test, given when an expected cell is below 5
 * @param ic information component, 95 % credibility interval (IC025, IC975)
 * @param ebgm empirical Bayes geometric mean, 90 % credibility interval (EB05, EB95)
 * @param logLikelihoodRatio of the count against its expected count: n·ln(n/E) − (n − E) for n
 *     above E, else 0; absent when E is 0
 * @param poissonP probability of n or more reports when E are expected; absent when E is 0
 * @param onlyWithDrug the event was never reported without the drug (c = 0): PRR and ROR are
 *     infinite and absent
 * @param degenerate the drug was never reported without the event (b = 0): the PRR interval
 *     collapses and must not be used alone
 */
public record Measures(
    Estimate prr,
    Estimate ror,
    @Nullable Double chiSquared,
    @Nullable Double fisherP,
    Estimate ic,
    Estimate ebgm,
    @Nullable Double logLikelihoodRatio,
    @Nullable Double poissonP,
    boolean onlyWithDrug,
    boolean degenerate) {}
