package io.tocsin.scoring.masking;

/**
 * What the reports of a possible masker share with a pair.
 *
 * @param masker reports that name the masker
 * @param withDrug of these, how many name the pair's drug
 * @param withEvent of these, how many name the pair's event
 * @param withBoth of these, how many are reports of the pair
 */
public record Overlap(long masker, long withDrug, long withEvent, long withBoth) {

  /** Refuses counts that no reports can have. */
  public Overlap {
    if (withBoth < 0
        || withBoth > Math.min(withDrug, withEvent)
        || Math.max(withDrug, withEvent) > masker) {
      throw new IllegalArgumentException(
          ("the reports of a masker cannot overlap so: %d of the masker, %d with the drug, %d with"
                  + " the event, %d with both")
              .formatted(masker, withDrug, withEvent, withBoth));
    }
  }
}
