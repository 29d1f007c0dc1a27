package io.tocsin.topology.strata;

import io.tocsin.scoring.strata.Strata;
import java.util.ArrayList;
import java.util.List;

/**
 * The byte that says in state and internal messages what they are stratified by, so that counts
 * made in different ways never meet.
 */
public final class StrataCodes {
  private static final int SEX = 1;
  private static final int AGE = 2;
  private static final int YEAR = 4;

  private StrataCodes() {}

  /** The code of a way to stratify. */
  public static int of(Strata strata) {
    return (strata.sex() ? SEX : 0) | (strata.age() ? AGE : 0) | (strata.year() ? YEAR : 0);
  }

  /**
   * Refuses what was counted in another way than it will be.
   *
   * @param code that {@code what} carries
   * @throws IllegalStateException if it is not the code of {@code strata}
   */
  public static void expect(Strata strata, int code, String what) {
    if (code != of(strata)) {
      throw new IllegalStateException(
          ("%s was counted by strata of %s, but the setting now is %s: strata are fixed for the"
                  + " life of the state; set them back, or count anew under another application id")
              .formatted(what, name(code), name(of(strata))));
    }
  }

  private static String name(int code) {
    List<String> names = new ArrayList<>();
    if ((code & SEX) != 0) {
      names.add("sex");
    }
    if ((code & AGE) != 0) {
      names.add("age");
    }
    if ((code & YEAR) != 0) {
      names.add("year");
    }
    return names.isEmpty() ? "nothing" : String.join(", ", names);
  }
}
