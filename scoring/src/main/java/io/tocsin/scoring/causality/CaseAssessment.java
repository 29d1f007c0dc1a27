package io.tocsin.scoring.causality;

import io.tocsin.schemas.signal.AssessedCases;
import io.tocsin.schemas.signal.CausalityCategory;
import io.tocsin.schemas.signal.NaranjoClass;

/**
 * What the facts of a case say of causality.
 *
 * @param category of the WHO-UMC system
 * @param naranjo class of the score of Naranjo et al. (1981)
 * @param rechallenged the event came back with the drug
 * @param dechallenged the event abated when the drug was stopped
 * @param withoutAlternative no other drug of the report is suspected
 */
public record CaseAssessment(
    CausalityCategory category,
    NaranjoClass naranjo,
    boolean rechallenged,
    boolean dechallenged,
    boolean withoutAlternative) {

  /** All codes are below this. */
  public static final int CODES = 256;

  private static final int RECHALLENGED = 1;
  private static final int DECHALLENGED = 1 << 1;
  private static final int WITHOUT_ALTERNATIVE = 1 << 2;
  private static final int NARANJO_SHIFT = 3;
  private static final int CATEGORY_SHIFT = 5;

  /** The assessment in one byte, from 0 to 255. Codes are stored: what one means never changes. */
  public int code() {
    return (rechallenged ? RECHALLENGED : 0)
        | (dechallenged ? DECHALLENGED : 0)
        | (withoutAlternative ? WITHOUT_ALTERNATIVE : 0)
        | naranjoCode(naranjo) << NARANJO_SHIFT
        | categoryCode(category) << CATEGORY_SHIFT;
  }

  /**
   * The assessment that a code stands for.
   *
   * @throws IllegalArgumentException when it stands for none
   */
  public static CaseAssessment ofCode(int code) {
    return new CaseAssessment(
        category(code),
        naranjo(code >> NARANJO_SHIFT & 3),
        (code & RECHALLENGED) != 0,
        (code & DECHALLENGED) != 0,
        (code & WITHOUT_ALTERNATIVE) != 0);
  }

  /** So many reports that were assessed like this. */
  public AssessedCases of(long reports) {
    return new AssessedCases(
        category, naranjo, rechallenged, dechallenged, withoutAlternative, reports);
  }

  private static int categoryCode(CausalityCategory category) {
    return switch (category) {
      case CERTAIN -> 0;
      case PROBABLE -> 1;
      case POSSIBLE -> 2;
      case UNLIKELY -> 3;
      case CONDITIONAL -> 4;
      case UNASSESSABLE -> 5;
      case NOT_ASSESSED -> 6;
    };
  }

  private static CausalityCategory category(int code) {
    return switch (code >> CATEGORY_SHIFT) {
      case 0 -> CausalityCategory.CERTAIN;
      case 1 -> CausalityCategory.PROBABLE;
      case 2 -> CausalityCategory.POSSIBLE;
      case 3 -> CausalityCategory.UNLIKELY;
      case 4 -> CausalityCategory.CONDITIONAL;
      case 5 -> CausalityCategory.UNASSESSABLE;
      case 6 -> CausalityCategory.NOT_ASSESSED;
      default ->
          throw new IllegalArgumentException(
              "scoring: %d is no code of a case assessment".formatted(code));
    };
  }

  private static int naranjoCode(NaranjoClass naranjo) {
    return switch (naranjo) {
      case DEFINITE -> 0;
      case PROBABLE -> 1;
      case POSSIBLE -> 2;
      case DOUBTFUL -> 3;
    };
  }

  private static NaranjoClass naranjo(int code) {
    return switch (code) {
      case 0 -> NaranjoClass.DEFINITE;
      case 1 -> NaranjoClass.PROBABLE;
      case 2 -> NaranjoClass.POSSIBLE;
      default -> NaranjoClass.DOUBTFUL;
    };
  }
}
