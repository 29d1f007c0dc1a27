/** Language models at their providers: one question, one answer, no retries. */
@NullMarked
package io.tocsin.reasoning.provider;

import org.jspecify.annotations.NullMarked;
