package io.tocsin.batch.evaluation;

import io.tocsin.schemas.signal.Estimate;
import java.util.Comparator;
import java.util.List;

/**
 * The median time until something happens when some have not come to it yet (Kaplan and Meier
 * 1958).
 */
final class KaplanMeier {
  private KaplanMeier() {}

  /**
   * One that is waited for.
   *
   * @param time in days from any origin, when it happened or, if it did not, up to when it was
   *     watched
   */
  record Wait(long time, boolean happened) {}

  /**
   * The first time by which half have come to it, with its 95 % interval: the times at which the
   * log–log bounds of the curve come to ½ (Brookmeyer and Crowley 1982, Greenwood's variance). What
   * is not reached is absent.
   */
  static Estimate median(List<Wait> waits) {
    List<Wait> sorted = waits.stream().sorted(Comparator.comparingLong(Wait::time)).toList();
    double median = Double.NaN;
    double lower = Double.NaN;
    double upper = Double.NaN;
    double survival = 1;
    double greenwood = 0;
    int next = 0;
    while (next < sorted.size()) {
      long time = sorted.get(next).time();
      int atRisk = sorted.size() - next;
      int happened = 0;
      for (; next < sorted.size() && sorted.get(next).time() == time; next++) {
        happened += sorted.get(next).happened() ? 1 : 0;
      }
      if (happened == 0) {
        continue;
      }
      survival *= 1 - (double) happened / atRisk;
      greenwood += (double) happened / ((double) atRisk * (atRisk - happened));
      double spread = Normal.Z_975 * Math.sqrt(greenwood) / Math.log(survival);
      median = first(median, survival, time);
      lower = first(lower, Math.pow(survival, Math.exp(-spread)), time);
      upper = first(upper, Math.pow(survival, Math.exp(spread)), time);
    }
    return Estimate.of(median, lower, upper);
  }

  private static double first(double found, double survival, long time) {
    return Double.isNaN(found) && survival <= 0.5 ? time : found;
  }
}
