/**
 * How good the scores of an output are, held against pairs of which it is known whether the drug
 * causes the event: {@link io.tocsin.batch.evaluation.Evaluation} is the way in.
 */
@NullMarked
package io.tocsin.batch.evaluation;

import org.jspecify.annotations.NullMarked;
