package io.tocsin.local.demo;

import io.tocsin.schemas.model.FitMethod;
import io.tocsin.schemas.model.ModelParameters;
import io.tocsin.schemas.model.ModelParameters.Theta;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A model that was broadcast while the demo ran.
 *
 * @param reports N when it was fitted
 * @param pairs with a report that θ was fitted to
 * @param kept whether only the pairs' standing is new, and θ that of the model before
 */
record ModelRow(
    String version,
    FitMethod method,
    long reports,
    long pairs,
    Theta theta,
    @Nullable Double logLikelihood,
    boolean kept) {

  static ModelRow of(ModelParameters model, @Nullable ModelRow before) {
    return new ModelRow(
        model.version(),
        model.method(),
        model.reports(),
        model.pairs(),
        model.prior(),
        model.logLikelihood(),
        before != null && before.theta.equals(model.prior()));
  }

  /** Whether θ was fitted to the pairs: not given, not kept from before. */
  boolean isFit() {
    return !kept && (method == FitMethod.TRUNCATED || method == FitMethod.ZERO_INCLUDING);
  }

  String line() {
    if (kept) {
      return String.format(
          Locale.ROOT,
          "  model %s at N=%,d: θ is kept, the pairs' standing is new",
          version,
          reports);
    }
    return String.format(
        Locale.ROOT,
        "  model %s at N=%,d: θ = (%.4g, %.4g, %.4g, %.4g, %.4g) by %s from %,d pairs",
        version,
        reports,
        theta.alpha1(),
        theta.beta1(),
        theta.alpha2(),
        theta.beta2(),
        theta.p(),
        words(method),
        pairs);
  }

  private static String words(FitMethod method) {
    return switch (method) {
      case GIVEN -> "no fit";
      case TRUNCATED -> "the truncated likelihood";
      case ZERO_INCLUDING -> "the zero-including likelihood";
      case LAST_GOOD -> "no fit, the last good one";
    };
  }
}
